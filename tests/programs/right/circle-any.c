/* A circle of waits, but one of its ranks waits for any of two: the other, late, opens the circle.
 *
 * at: 3 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, key = 5, first = -1, values[2] = {0, 0};
    MPI_Init(NULL, NULL);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    int opener = size - 1, members = size - 1;
    if (rank == opener) {
        usleep(700000);
        MPI_Ssend(&key, 1, MPI_INT, 0, 0, comm);
    } else if (rank == 0) {
        MPI_Request requests[2];
        MPI_Irecv(&values[0], 1, MPI_INT, members - 1, 0, comm, &requests[0]);
        MPI_Irecv(&values[1], 1, MPI_INT, opener, 0, comm, &requests[1]);
        MPI_Waitany(2, requests, &first, MPI_STATUS_IGNORE);
        MPI_Ssend(&values[1], 1, MPI_INT, 1, 0, comm);
        MPI_Wait(&requests[0], MPI_STATUS_IGNORE);
        if (first != 1 || values[0] != key || values[1] != key)
            MPI_Abort(comm, 1);
    } else {
        MPI_Recv(values, 1, MPI_INT, rank - 1, 0, comm, MPI_STATUS_IGNORE);
        MPI_Ssend(values, 1, MPI_INT, (rank + 1) % members, 0, comm);
    }
    MPI_Finalize();
    return 0;
}
