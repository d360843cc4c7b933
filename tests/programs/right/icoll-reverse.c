/* Nonblocking collectives are started in order and waited for in reverse, with messages between.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, root = 0, sum = 0, got = -1;
    MPI_Request requests[3];
    MPI_Init(NULL, NULL);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    if (rank == 0) {
        usleep(600000);
        root = 31;
    }
    MPI_Ibcast(&root, 1, MPI_INT, 0, comm, &requests[0]);
    MPI_Iallreduce(&rank, &sum, 1, MPI_INT, MPI_SUM, comm, &requests[1]);
    if (rank == 0)
        MPI_Recv(&got, 1, MPI_INT, size - 1, 0, comm, MPI_STATUS_IGNORE);
    MPI_Ibarrier(comm, &requests[2]);
    if (rank == size - 1)
        MPI_Ssend(&rank, 1, MPI_INT, 0, 0, comm);
    if (rank == 0)
        MPI_Ssend(&rank, 1, MPI_INT, size - 1, 1, comm);
    for (int i = 2; i >= 0; i--)
        MPI_Wait(&requests[i], MPI_STATUS_IGNORE);
    if (rank == size - 1)
        MPI_Recv(&got, 1, MPI_INT, 0, 1, comm, MPI_STATUS_IGNORE);
    if (root != 31 || sum != size * (size - 1) / 2)
        MPI_Abort(comm, 1);
    if ((rank == 0 && got != size - 1) || (rank == size - 1 && got != 0))
        MPI_Abort(comm, 1);
    MPI_Finalize();
    return 0;
}
