/* A ring of MPI_Sendrecv and of MPI_Sendrecv_replace with a late rank; one is met by Recv and Send.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, got = -1, value;
    MPI_Init(NULL, NULL);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    if (rank == 0)
        usleep(700000);
    MPI_Sendrecv(&rank, 1, MPI_INT, right, 0, &got, 1, MPI_INT, left, 0, comm, MPI_STATUS_IGNORE);
    if (got != left)
        MPI_Abort(comm, 1);
    value = rank;
    for (int i = 0; i < size; i++)
        MPI_Sendrecv_replace(&value, 1, MPI_INT, right, i, left, i, comm, MPI_STATUS_IGNORE);
    if (rank == 0) {
        MPI_Recv(&got, 1, MPI_INT, left, 7, comm, MPI_STATUS_IGNORE);
        MPI_Send(&rank, 1, MPI_INT, right, 7, comm);
    } else {
        MPI_Sendrecv(&rank, 1, MPI_INT, right, 7, &got, 1, MPI_INT, left, 7, comm,
                     MPI_STATUS_IGNORE);
    }
    if (got != left || value != rank)
        MPI_Abort(comm, 1);
    MPI_Finalize();
    return 0;
}
