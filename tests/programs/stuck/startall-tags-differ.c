/* The persistent send and receive of a pair, started together, have different tags.
 *
 * at 2: 0-1 MPI_Waitall A; circle 0 1
 * at 4: 0-3 MPI_Waitall A; circle 0 1
 * hint: tag
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0, y = 0;
    MPI_Request request[2];
    MPI_Status status[2];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Send_init(&x, 1, MPI_INT, rank ^ 1, 1, MPI_COMM_WORLD, &request[0]);
    MPI_Recv_init(&y, 1, MPI_INT, rank ^ 1, 2, MPI_COMM_WORLD, &request[1]);
    MPI_Startall(2, request);
    MPI_Waitall(2, request, status); /* A */
    MPI_Request_free(&request[0]);
    MPI_Request_free(&request[1]);
    MPI_Finalize();
    return 0;
}
