/* The root of a reduce waits for the last rank, which receives from the root first.
 *
 * at 2: 0 MPI_Reduce B; 1 MPI_Recv A; circle 0 1
 * at 3: 0 MPI_Reduce B; 1 MPI_Barrier C; 2 MPI_Recv A; circle 0 2
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
        MPI_Recv(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Reduce(&x, &sum, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);          /* B */
    MPI_Barrier(MPI_COMM_WORLD);                                           /* C */
    MPI_Finalize();
    return 0;
}
