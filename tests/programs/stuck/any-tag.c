/* Every rank would take any tag from its left neighbour, but nobody sends first.
 *
 * at 3: 0-2 MPI_Recv A; circle 0 2 1
 * at 4: 0-3 MPI_Recv A; circle 0 3 2 1
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
    MPI_Recv(&x, 1, MPI_INT, left, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Send(&x, 1, MPI_INT, (rank + 1) % size, rank, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
