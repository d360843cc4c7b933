/* Rank 0 asks for ever whether a message is there: it may still come, for all that can be known. */
#include <mpi.h>
#include <stddef.h>

int main(void)
{
    int rank, flag = 0;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    while (rank == 0 && !flag)
        MPI_Iprobe(MPI_ANY_SOURCE, 1, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
