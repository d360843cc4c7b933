/* Nobody knows who will send: MPI_Issend, MPI_Iprobe in a loop and MPI_Ibarrier find the end.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, got, sum = 0, flag, left, end = 0, in_barrier = 0;
    MPI_Request send, barrier = MPI_REQUEST_NULL;
    MPI_Status status;
    MPI_Init(NULL, NULL);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    if (rank == size - 1)
        usleep(600000);
    MPI_Issend(&rank, 1, MPI_INT, (rank + 1) % size, 0, comm, &send);
    while (!end) {
        MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, comm, &flag, &status);
        if (flag) {
            MPI_Recv(&got, 1, MPI_INT, status.MPI_SOURCE, status.MPI_TAG, comm, &status);
            sum += got;
        }
        if (in_barrier) {
            MPI_Test(&barrier, &end, MPI_STATUS_IGNORE);
            continue;
        }
        MPI_Test(&send, &in_barrier, MPI_STATUS_IGNORE);
        if (in_barrier)
            MPI_Ibarrier(comm, &barrier);
    }
    left = (rank + size - 1) % size;
    if (sum != left)
        MPI_Abort(comm, 1);
    MPI_Finalize();
    return 0;
}
