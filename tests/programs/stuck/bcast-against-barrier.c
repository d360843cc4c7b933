/* Rank 0 calls the broadcast before the barrier, all others call the barrier first.
 *
 * at 2: 0 MPI_Bcast A; 1 MPI_Barrier B; circle 0 1
 * at 3: 0 MPI_Bcast A; 1-2 MPI_Barrier B; circle 0 2
 * hint: order
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0)
        MPI_Bcast(&x, 1, MPI_INT, size - 1, MPI_COMM_WORLD); /* A */
    MPI_Barrier(MPI_COMM_WORLD);                             /* B */
    if (rank != 0)
        MPI_Bcast(&x, 1, MPI_INT, size - 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
