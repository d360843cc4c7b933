/* Messages are received by tag in the reverse order; half of them only after a barrier and a pause.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

enum { N = 10 };

int main(void)
{
    int rank, size, values[N], got;
    MPI_Request requests[N];
    MPI_Status statuses[N];
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int right = (rank + 1) % size, left = (rank + size - 1) % size;
    for (int tag = 0; tag < N; tag++) {
        values[tag] = 100 * rank + tag;
        MPI_Issend(&values[tag], 1, MPI_INT, right, tag, MPI_COMM_WORLD, &requests[tag]);
    }
    for (int tag = N - 1; tag >= 0; tag--) {
        MPI_Recv(&got, 1, MPI_INT, left, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (got != 100 * left + tag)
            MPI_Abort(MPI_COMM_WORLD, 1);
        if (tag == N / 2) {
            MPI_Barrier(MPI_COMM_WORLD);
            usleep(rank == 0 ? 700000 : 0);
        }
    }
    MPI_Waitall(N, requests, statuses);
    MPI_Finalize();
    return 0;
}
