/* Each rank waits for the next, the last for anyone at all: late rank 0 sends and frees them all.
 *
 * at: 3 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, value = 0;
    MPI_Status status;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        usleep(700000);
        MPI_Send(&value, 1, MPI_INT, size - 1, 3, MPI_COMM_WORLD);
        MPI_Recv(&value, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (value != size - 1)
            MPI_Abort(MPI_COMM_WORLD, 1);
    } else {
        int source = rank == size - 1 ? MPI_ANY_SOURCE : rank + 1;
        MPI_Recv(&value, 1, MPI_INT, source, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        if (status.MPI_SOURCE != (rank + 1) % size)
            MPI_Abort(MPI_COMM_WORLD, 1);
        value++;
        MPI_Send(&value, 1, MPI_INT, rank - 1, 0, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
