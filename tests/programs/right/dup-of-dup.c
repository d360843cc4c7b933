/* The same source and tag in a communicator, its dup and the dup of that; rank 0 is late.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, sent[3], got;
    MPI_Comm comms[3] = {MPI_COMM_WORLD};
    MPI_Request requests[3];
    MPI_Status statuses[3];
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_dup(comms[0], &comms[1]);
    MPI_Comm_dup(comms[1], &comms[2]);
    if (rank == 0)
        usleep(700000);
    for (int i = 0; i < 3; i++) {
        sent[i] = 10 * rank + i;
        MPI_Issend(&sent[i], 1, MPI_INT, (rank + 1) % size, 5, comms[i], &requests[i]);
    }
    for (int i = 2; i >= 0; i--) {
        MPI_Recv(&got, 1, MPI_INT, MPI_ANY_SOURCE, 5, comms[i], MPI_STATUS_IGNORE);
        if (got != 10 * ((rank + size - 1) % size) + i)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Waitall(3, requests, statuses);
    MPI_Comm_free(&comms[1]);
    MPI_Comm_free(&comms[2]);
    MPI_Finalize();
    return 0;
}
