/* One pair of persistent requests is started again and again; in between it is inactive, and
 * waiting for inactive requests or testing them is legal. They are freed while inactive.
 *
 * at: 1 2 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, flag, out, in, sum = 0;
    MPI_Request requests[2];
    MPI_Status statuses[2];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    MPI_Recv_init(&in, 1, MPI_INT, left, 0, MPI_COMM_WORLD, &requests[0]);
    MPI_Send_init(&out, 1, MPI_INT, right, 0, MPI_COMM_WORLD, &requests[1]);
    MPI_Waitall(2, requests, statuses);
    out = rank;
    for (int lap = 0; lap < 3 * size; lap++) {
        MPI_Startall(2, requests);
        MPI_Waitall(2, requests, statuses);
        out = in;
        sum += in;
    }
    MPI_Test(&requests[0], &flag, MPI_STATUS_IGNORE);
    if (!flag || sum != 3 * size * (size - 1) / 2) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Request_free(&requests[0]);
    MPI_Request_free(&requests[1]);
    MPI_Finalize();
    return 0;
}
