/* A broadcast, a reduction and a barrier are in flight at once while messages pass between the
 * ranks, and the requests are completed in reverse order. Only the order of starting matters.
 *
 * at: 2 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, limit = 0, votes, total, letter;
    MPI_Request requests[4];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    votes = rank + 1;
    if (rank == 0) {
        limit = 99;
    }
    MPI_Ibcast(&limit, 1, MPI_INT, 0, MPI_COMM_WORLD, &requests[0]);
    MPI_Irecv(&letter, 1, MPI_INT, left, 0, MPI_COMM_WORLD, &requests[3]);
    MPI_Iallreduce(&votes, &total, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD, &requests[1]);
    MPI_Send(&rank, 1, MPI_INT, right, 0, MPI_COMM_WORLD);
    MPI_Ibarrier(MPI_COMM_WORLD, &requests[2]);
    for (int i = 3; i >= 0; i--) {
        MPI_Wait(&requests[i], MPI_STATUS_IGNORE);
    }
    if (limit != 99 || total != size * (size + 1) / 2 || letter != left) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
