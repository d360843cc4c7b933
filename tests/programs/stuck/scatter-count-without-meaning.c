/* Rank 0 receives from rank 1, which is in its scatter with a send count of 0, of no meaning there.
 *
 * at 3: 0 MPI_Recv A; 1 MPI_Scatter B; circle 0 1
 * hint: not-reached
 */
#include <mpi.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int rank, x[2] = {0}, all[6] = {0};
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Recv(x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    if (rank == 2)
        sleep(30);
    MPI_Scatter(all, rank == 0 ? 2 : 0, MPI_INT, x, 2, MPI_INT, 0, MPI_COMM_WORLD); /* B */
    MPI_Finalize();
    return 0;
}
