/* The last rank sends to rank 0 before the sum over all, in which rank 0 waits for it.
 *
 * at 4: 0-2 MPI_Allreduce B; 3 MPI_Ssend A; circle 0 3
 * at 8: 0-6 MPI_Allreduce B; 7 MPI_Ssend A; circle 0 7
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0, sum = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == size - 1)
        MPI_Ssend(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);          /* A */
    MPI_Allreduce(&x, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD); /* B */
    MPI_Finalize();
    return 0;
}
