/* Both ranks of a pair start a persistent receive and wait for it before they send.
 *
 * at 2: 0-1 MPI_Wait A; circle 0 1
 * at 4: 0-3 MPI_Wait A; circle 0 1
 * hint: receive-first
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0, y = 0;
    MPI_Request request;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Recv_init(&x, 1, MPI_INT, rank ^ 1, 0, MPI_COMM_WORLD, &request);
    MPI_Start(&request);
    MPI_Wait(&request, MPI_STATUS_IGNORE); /* A */
    MPI_Send(&y, 1, MPI_INT, rank ^ 1, 0, MPI_COMM_WORLD);
    MPI_Request_free(&request);
    MPI_Finalize();
    return 0;
}
