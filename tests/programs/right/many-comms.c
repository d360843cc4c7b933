/* 200 communicators made and freed, then 40 at once with a message in each, taken in reverse.
 *
 * at: 1 2
 */
#include <mpi.h>
#include <stddef.h>

enum { N = 40 };

int main(void)
{
    int rank, size, sent[N], got, sum;
    MPI_Comm comms[N];
    MPI_Request requests[N];
    MPI_Status statuses[N];
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 0; i < 200; i++) {
        MPI_Comm_dup(MPI_COMM_WORLD, &comms[0]);
        if (i % 20 == 0)
            MPI_Allreduce(&i, &sum, 1, MPI_INT, MPI_SUM, comms[0]);
        MPI_Comm_free(&comms[0]);
    }
    if (sum != 180 * size)
        MPI_Abort(MPI_COMM_WORLD, 1);
    for (int i = 0; i < N; i++) {
        MPI_Comm_dup(MPI_COMM_WORLD, &comms[i]);
        sent[i] = 1000 * rank + i;
        MPI_Isend(&sent[i], 1, MPI_INT, (rank + 1) % size, 0, comms[i], &requests[i]);
    }
    for (int i = N - 1; i >= 0; i--) {
        MPI_Recv(&got, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, comms[i], MPI_STATUS_IGNORE);
        if (got != 1000 * ((rank + size - 1) % size) + i)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Waitall(N, requests, statuses);
    for (int i = 0; i < N; i++)
        MPI_Comm_free(&comms[i]);
    MPI_Finalize();
    return 0;
}
