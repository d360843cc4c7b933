/* Ends well, and is wrong: leaves a message that nobody receives, or names in a collective a root or an operation of
 * its own: leftover message|root|operation, for two ranks. */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    int rank, one = 1, sum;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (argc > 1 && strcmp(argv[1], "message") == 0) {
        if (rank == 0)
            MPI_Send(&one, 1, MPI_INT, 1, 9, MPI_COMM_WORLD);
    } else if (argc > 1 && strcmp(argv[1], "operation") == 0) {
        MPI_Allreduce(&one, &sum, 1, MPI_INT, rank == 0 ? MPI_MAX : MPI_SUM, MPI_COMM_WORLD);
    } else {
        MPI_Bcast(&one, 1, MPI_INT, rank, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
