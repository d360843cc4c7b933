/* Both wait for a persistent receive before they send; its first start was cancelled.
 *
 * at 2: 0-1 MPI_Wait A; circle 0 1
 * hint: receive-first
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0, y = 0;
    MPI_Request request;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Recv_init(&x, 1, MPI_INT, 1 - rank, 5, MPI_COMM_WORLD, &request);
    MPI_Start(&request);
    MPI_Cancel(&request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Start(&request);
    MPI_Wait(&request, MPI_STATUS_IGNORE); /* A */
    MPI_Send(&y, 1, MPI_INT, 1 - rank, 5, MPI_COMM_WORLD);
    MPI_Request_free(&request);
    MPI_Finalize();
    return 0;
}
