/* Rank 0 receives from the last rank before the scan, in which all others wait for rank 0.
 *
 * at 2: 0 MPI_Recv A; 1 MPI_Scan B; circle 0 1
 * at 4: 0 MPI_Recv A; 1-3 MPI_Scan B; circle 0 3
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0, sum = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0)
        MPI_Recv(&x, 1, MPI_INT, size - 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Scan(&x, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);                      /* B */
    MPI_Finalize();
    return 0;
}
