/* Rank 0 calls the broadcast from rank 1 first, rank 1 the one from rank 0 on another communicator.
 *
 * at 2: 0 MPI_Bcast A; 1 MPI_Bcast B; circle 0 1
 * at 4: 0+2-3 MPI_Bcast A; 1 MPI_Bcast B; circle 0 1
 * hint: order
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0, y = 0;
    MPI_Comm copy;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_dup(MPI_COMM_WORLD, &copy);
    if (rank != 1)
        MPI_Bcast(&x, 1, MPI_INT, 1, MPI_COMM_WORLD); /* A */
    MPI_Bcast(&y, 1, MPI_INT, 0, copy);               /* B */
    if (rank == 1)
        MPI_Bcast(&x, 1, MPI_INT, 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
