/* The second round of persistent synchronous sends in a ring is not received.
 *
 * at 3: 0-2 MPI_Wait A; circle 0 1 2
 * at 4: 0-3 MPI_Wait A; circle 0 1 2 3
 * hint: send-first
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0, y = 0;
    MPI_Request request[2];
    MPI_Status status[2];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Ssend_init(&x, 1, MPI_INT, (rank + 1) % size, 0, MPI_COMM_WORLD, &request[0]);
    MPI_Recv_init(&y, 1, MPI_INT, (rank + size - 1) % size, 0, MPI_COMM_WORLD, &request[1]);
    MPI_Startall(2, request);
    MPI_Waitall(2, request, status);
    MPI_Start(&request[0]);
    MPI_Wait(&request[0], MPI_STATUS_IGNORE); /* A */
    MPI_Start(&request[1]);
    MPI_Wait(&request[1], MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
