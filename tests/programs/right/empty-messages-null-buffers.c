/* The ranks pass a token round a ring as messages without data: NULL buffers and count 0, and an
 * empty broadcast besides. MPI allows a NULL buffer wherever the count is zero.
 *
 * at: 2 5
 */
#include <mpi.h>
#include <stddef.h>

int main(int argc, char **argv)
{
    int rank, size, count;
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    if (rank == 0) {
        MPI_Send(NULL, 0, MPI_INT, right, 3, MPI_COMM_WORLD);
    }
    MPI_Recv(NULL, 0, MPI_INT, left, 3, MPI_COMM_WORLD, &status);
    if (rank != 0) {
        MPI_Send(NULL, 0, MPI_INT, right, 3, MPI_COMM_WORLD);
    }
    MPI_Get_count(&status, MPI_INT, &count);
    if (count != 0 || status.MPI_SOURCE != left || status.MPI_TAG != 3) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Bcast(NULL, 0, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
