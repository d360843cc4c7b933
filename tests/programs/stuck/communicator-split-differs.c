/* Rank 0 sends to rank 2 on MPI_COMM_WORLD, which waits on the communicator of the even ranks.
 *
 * at 4: 0-1+3 MPI_Barrier B; 2 MPI_Recv A; circle 0 2
 * at 8: 0-1+3-7 MPI_Barrier B; 2 MPI_Recv A; circle 0 2
 * hint: communicator
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Comm half;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, 0, &half);
    if (rank == 0)
        MPI_Send(&x, 1, MPI_INT, 2, 0, MPI_COMM_WORLD);
    if (rank == 2)
        MPI_Recv(&x, 1, MPI_INT, 0, 0, half, MPI_STATUS_IGNORE); /* A */
    MPI_Barrier(MPI_COMM_WORLD);                                 /* B */
    MPI_Finalize();
    return 0;
}
