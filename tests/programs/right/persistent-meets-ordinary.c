/* A persistent synchronous send is received by an ordinary receive, and an ordinary send by a
 * persistent receive: they may mix.
 *
 * at: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, price = 0, bid = 0;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Ssend_init(&price, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &request);
        for (int day = 1; day <= 3; day++) {
            price = 10 * day;
            MPI_Start(&request);
            MPI_Wait(&request, MPI_STATUS_IGNORE);
            MPI_Recv(&bid, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        }
        price = bid;
    } else {
        MPI_Recv_init(&price, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, &request);
        for (int day = 1; day <= 3; day++) {
            MPI_Start(&request);
            MPI_Wait(&request, MPI_STATUS_IGNORE);
            bid += price;
            MPI_Send(&bid, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
        }
    }
    MPI_Request_free(&request);
    if (bid != 60) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
