/* Persistent receives and MPI_Rsend_init started 20 times; rank 0 says each time that it is ready.
 *
 * at: 2 3
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, values[8], mine = 0, go = 0;
    MPI_Request requests[8];
    MPI_Status statuses[8];
    MPI_Init(NULL, NULL);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    int count = rank == 0 ? size - 1 : 1;
    for (int i = 0; i < count && rank == 0; i++)
        MPI_Recv_init(&values[i], 1, MPI_INT, i + 1, 4, comm, &requests[i]);
    if (rank != 0)
        MPI_Rsend_init(&mine, 1, MPI_INT, 0, 4, comm, &requests[0]);
    for (int round = 0; round < 20; round++) {
        mine = rank * round;
        if (rank == 0)
            MPI_Startall(count, requests);
        if (rank == 0 && round == 10)
            usleep(500000);
        MPI_Bcast(&go, 1, MPI_INT, 0, comm);
        if (rank != 0)
            MPI_Start(&requests[0]);
        MPI_Waitall(count, requests, statuses);
        for (int i = 0; i < count && rank == 0; i++)
            if (values[i] != (i + 1) * round)
                MPI_Abort(comm, 1);
    }
    for (int i = 0; i < count; i++)
        MPI_Request_free(&requests[i]);
    MPI_Finalize();
    return 0;
}
