/* Rank 1 receives twice from rank 0, which sends once.
 *
 * at 2: 0 MPI_Barrier B; 1 MPI_Recv A; circle 0 1
 * at 8: 0+2-7 MPI_Barrier B; 1 MPI_Recv A; circle 0 1
 * hint: no-sender
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    for (int i = 0; rank == 1 && i < 2; i++)
        MPI_Recv(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Barrier(MPI_COMM_WORLD);                                           /* B */
    MPI_Finalize();
    return 0;
}
