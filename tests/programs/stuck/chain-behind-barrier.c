/* Ranks 0 and 1 stick in a barrier and a receive, all others receive in a chain behind them.
 *
 * at 3: 0 MPI_Barrier A; 1-2 MPI_Recv B; circle 0 1
 * at 8: 0 MPI_Barrier A; 1-7 MPI_Recv B; circle 0 1
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0;
    MPI_Comm part;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_split(MPI_COMM_WORLD, rank < 2, 0, &part);
    if (rank == 0)
        MPI_Barrier(part); /* A */
    else
        MPI_Recv(&x, 1, MPI_INT, rank - 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* B */
    MPI_Send(&x, 1, MPI_INT, (rank + 1) % size, 0, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
