/* In a ring every rank receives from the left before it sends to the right.
 *
 * at 3: 0-2 MPI_Recv A; circle 0 2 1
 * at 8: 0-7 MPI_Recv A; circle 0 7 6 5 4 3 2 1
 * hint: receive-first
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, left, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    left = (rank + size - 1) % size;
    MPI_Recv(&x, 1, MPI_INT, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Send(&x, 1, MPI_INT, (rank + 1) % size, 0, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
