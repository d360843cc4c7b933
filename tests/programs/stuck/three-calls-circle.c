/* Rank 0 receives from rank 1, that sends to rank 2, that waits for rank 0 in a barrier.
 *
 * at 3: 0 MPI_Recv A; 1 MPI_Ssend B; 2 MPI_Barrier C; circle 0 1 2
 * at 4: 0 MPI_Recv A; 1 MPI_Ssend B; 2 MPI_Barrier C; 3 MPI_Barrier D; circle 0 1 2
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Comm part;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, 0, &part);
    if (rank == 0)
        MPI_Recv(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    if (rank == 1)
        MPI_Ssend(&x, 1, MPI_INT, 2, 0, MPI_COMM_WORLD); /* B */
    if (rank % 2 == 0)
        MPI_Barrier(part);       /* C */
    MPI_Barrier(MPI_COMM_WORLD); /* D */
    MPI_Finalize();
    return 0;
}
