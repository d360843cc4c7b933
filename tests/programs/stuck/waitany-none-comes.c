/* Rank 0 waits for the first of several messages, but each sender receives from rank 0 first.
 *
 * at 3: 0 MPI_Waitany A; 1-2 MPI_Recv B
 * at 4: 0 MPI_Waitany A; 1-3 MPI_Recv B
 * hint: receive-first
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, i, x[8] = {0};
    MPI_Request request[8];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        for (i = 1; i < size; i++)
            MPI_Irecv(&x[i], 1, MPI_INT, i, 0, MPI_COMM_WORLD, &request[i]);
        MPI_Waitany(size - 1, request + 1, &i, MPI_STATUS_IGNORE); /* A */
        for (i = 1; i < size; i++)
            MPI_Send(x, 1, MPI_INT, i, 0, MPI_COMM_WORLD);
    } else {
        MPI_Recv(x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* B */
        MPI_Send(x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
