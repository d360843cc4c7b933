/* Rank 0 waits for a message from each other rank, but the last rank sends none.
 *
 * at 3: 0 MPI_Waitall A; 1-2 MPI_Barrier B; circle 0 2
 * at 8: 0 MPI_Waitall A; 1-7 MPI_Barrier B; circle 0 7
 * hint: no-sender
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x[8] = {0};
    MPI_Request request[8];
    MPI_Status status[8];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        for (int i = 1; i < size; i++)
            MPI_Irecv(&x[i], 1, MPI_INT, i, 0, MPI_COMM_WORLD, &request[i]);
        MPI_Waitall(size - 1, request + 1, status); /* A */
    } else if (rank < size - 1) {
        MPI_Send(x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    }
    MPI_Barrier(MPI_COMM_WORLD); /* B */
    MPI_Finalize();
    return 0;
}
