/* All wait for their left neighbours in a circle, until rank 0, which slept, sends at last.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, sum = 0, next = 0;
    MPI_Request request;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    MPI_Irecv(&sum, 1, MPI_INT, left, 0, MPI_COMM_WORLD, &request);
    if (rank == 0)
        usleep(700000);
    else
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    if (rank > 0)
        next = sum + rank;
    MPI_Send(&next, 1, MPI_INT, right, 0, MPI_COMM_WORLD);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    if (sum != (rank == 0 ? size * (size - 1) / 2 : rank * (rank - 1) / 2))
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Finalize();
    return 0;
}
