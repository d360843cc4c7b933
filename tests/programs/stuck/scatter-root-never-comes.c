/* The root of a scatter first sends synchronously to rank 1, which waits for the scatter.
 *
 * at 3: 0 MPI_Ssend A; 1-2 MPI_Scatter B; circle 0 1
 * at 4: 0 MPI_Ssend A; 1-3 MPI_Scatter B; circle 0 1
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0, all[8] = {0};
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Ssend(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);             /* A */
    MPI_Scatter(all, 1, MPI_INT, &x, 1, MPI_INT, 0, MPI_COMM_WORLD); /* B */
    MPI_Finalize();
    return 0;
}
