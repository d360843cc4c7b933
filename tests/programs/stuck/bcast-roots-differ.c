/* In a broadcast every rank takes its right neighbour for the root.
 *
 * at 2: 0-1 MPI_Bcast A; circle 0 1
 * at 3: 0-2 MPI_Bcast A; circle 0 1 2
 * hint: root
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Bcast(&x, 1, MPI_INT, (rank + 1) % size, MPI_COMM_WORLD); /* A */
    MPI_Finalize();
    return 0;
}
