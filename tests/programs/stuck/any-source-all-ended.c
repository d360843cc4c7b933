/* Rank 0 receives from anybody, but all others have come to their end.
 *
 * at 2: 0 MPI_Recv A; 1 MPI_Finalize B
 * at 4: 0 MPI_Recv A; 1-3 MPI_Finalize B
 * hint: ended
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Recv(&x, 1, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Finalize();                                                                     /* B */
    return 0;
}
