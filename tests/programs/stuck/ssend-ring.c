/* In a ring every rank sends synchronously to the right before it receives from the left.
 *
 * at 3: 0-2 MPI_Ssend A; circle 0 1 2
 * at 8: 0-7 MPI_Ssend A; circle 0 1 2 3 4 5 6 7
 * hint: send-first
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, left, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    left = (rank + size - 1) % size;
    MPI_Ssend(&x, 1, MPI_INT, (rank + 1) % size, 0, MPI_COMM_WORLD); /* A */
    MPI_Recv(&x, 1, MPI_INT, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
