/* The even ranks and the odd ranks each broadcast on a communicator of their own: halves [TIMES]. */
#include <mpi.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank, word = 1;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int times = argc > 1 ? atoi(argv[1]) + 1 : 1; times > 0; times--) {
        MPI_Comm half;
        MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
        MPI_Bcast(&word, 1, MPI_INT, 0, half);
        MPI_Comm_free(&half);
    }
    MPI_Finalize();
    return 0;
}
