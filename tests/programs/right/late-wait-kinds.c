/* Rank 0 waits for late messages in MPI_Wait, MPI_Waitall, MPI_Waitany and MPI_Waitsome.
 *
 * at: 2
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

enum { N = 3 };

int main(void)
{
    int rank, values[N], indices[N], count;
    MPI_Request requests[N];
    MPI_Status statuses[N];
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int kind = 0; kind < 4; kind++) {
        if (rank == 1) {
            usleep(170000);
            for (int i = N - 1; i >= 0; i--)
                MPI_Send(&i, 1, MPI_INT, 0, i, MPI_COMM_WORLD);
            continue;
        }
        for (int i = 0; i < N; i++)
            MPI_Irecv(&values[i], 1, MPI_INT, 1, i, MPI_COMM_WORLD, &requests[i]);
        if (kind == 1)
            MPI_Waitall(N, requests, statuses);
        for (int i = 0; i < N && kind == 0; i++)
            MPI_Wait(&requests[i], MPI_STATUS_IGNORE);
        for (int i = 0; i < N && kind == 2; i++)
            MPI_Waitany(N, requests, &indices[0], MPI_STATUS_IGNORE);
        for (int i = 0; i < N && kind == 3; i += count)
            MPI_Waitsome(N, requests, &count, indices, statuses);
        for (int i = 0; i < N; i++)
            if (values[i] != i || requests[i] != MPI_REQUEST_NULL)
                MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
