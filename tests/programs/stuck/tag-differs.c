/* Rank 0 sends with tag 1, rank 1 receives with tag 2.
 *
 * at 2: 0 MPI_Barrier B; 1 MPI_Recv A; circle 0 1
 * at 4: 0+2-3 MPI_Barrier B; 1 MPI_Recv A; circle 0 1
 * hint: tag
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(&x, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
    if (rank == 1)
        MPI_Recv(&x, 1, MPI_INT, 0, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Barrier(MPI_COMM_WORLD);                                           /* B */
    MPI_Finalize();
    return 0;
}
