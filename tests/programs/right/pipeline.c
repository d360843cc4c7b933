/* A pipeline with a slow stage in the middle: before it all wait to send, behind it to receive.
 *
 * at: 3 4
 * simgrid: found leaked handles; it keeps a request of its own for each message to MPI_PROC_NULL.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, value;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int before = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int behind = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;
    for (int i = 0; i < 5; i++) {
        value = i;
        MPI_Recv(&value, 1, MPI_INT, before, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (value != i + rank)
            MPI_Abort(MPI_COMM_WORLD, 1);
        if (rank == size / 2)
            usleep(100000);
        value++;
        MPI_Ssend(&value, 1, MPI_INT, behind, 0, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
