/* Rank 0 receives from anybody, but all others wait in a barrier.
 *
 * at 3: 0 MPI_Recv A; 1-2 MPI_Barrier B
 * at 8: 0 MPI_Recv A; 1-7 MPI_Barrier B
 * hint: no-sender
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Recv(&x, 1, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Barrier(MPI_COMM_WORLD);                                                        /* B */
    MPI_Finalize();
    return 0;
}
