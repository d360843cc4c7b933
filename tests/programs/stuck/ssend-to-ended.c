/* Rank 1 sends synchronously to rank 0, which has come to its end without a receive.
 *
 * at 2: 0 MPI_Finalize B; 1 MPI_Ssend A; circle 0 1
 * at 4: 0+2-3 MPI_Finalize B; 1 MPI_Ssend A; circle 0 1
 * hint: ended
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        MPI_Ssend(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD); /* A */
    MPI_Finalize();                                      /* B */
    return 0;
}
