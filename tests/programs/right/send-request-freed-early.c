/* Rank 0 frees the request of an active send and never waits for it. The receipt that comes back
 * proves that the message arrived, so only then the buffer is used again.
 *
 * at: 2
 */
#include <mpi.h>
#include <stddef.h>

int main(int argc, char **argv)
{
    int rank, order = 250;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        for (int i = 0; i < 3; i++) {
            MPI_Request request;

            MPI_Isend(&order, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &request);
            MPI_Request_free(&request);
            MPI_Recv(NULL, 0, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            order += 100;
        }
    } else {
        int total = 0;

        for (int i = 0; i < 3; i++) {
            MPI_Recv(&order, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            MPI_Send(NULL, 0, MPI_INT, 0, 1, MPI_COMM_WORLD);
            total += order;
        }
        if (total != 250 + 350 + 450) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Finalize();
    return 0;
}
