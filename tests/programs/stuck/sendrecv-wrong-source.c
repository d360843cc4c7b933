/* Every rank sends to the right and also receives from the right, not from the left.
 *
 * at 3: 0-2 MPI_Sendrecv A; circle 0 1 2
 * at 8: 0-7 MPI_Sendrecv A; circle 0 1 2 3 4 5 6 7
 * hint: no-sender
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, to, x = 0, y = 0;
    MPI_Comm world = MPI_COMM_WORLD;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(world, &rank);
    MPI_Comm_size(world, &size);
    to = (rank + 1) % size;
    MPI_Sendrecv(&x, 1, MPI_INT, to, 0, &y, 1, MPI_INT, to, 0, world, MPI_STATUS_IGNORE); /* A */
    MPI_Finalize();
    return 0;
}
