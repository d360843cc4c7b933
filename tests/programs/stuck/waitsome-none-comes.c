/* Rank 0 waits for some of several messages, but nobody sends any.
 *
 * at 4: 0 MPI_Waitsome A; 1-3 MPI_Barrier B
 * at 8: 0 MPI_Waitsome A; 1-7 MPI_Barrier B
 * hint: no-sender
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, done, index[8], x[8] = {0};
    MPI_Request request[8];
    MPI_Status status[8];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        for (int i = 1; i < size; i++)
            MPI_Irecv(&x[i], 1, MPI_INT, i, 0, MPI_COMM_WORLD, &request[i]);
        MPI_Waitsome(size - 1, request + 1, &done, index, status); /* A */
    }
    MPI_Barrier(MPI_COMM_WORLD); /* B */
    MPI_Finalize();
    return 0;
}
