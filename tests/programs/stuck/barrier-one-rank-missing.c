/* The last rank receives from rank 0 before the barrier, in which rank 0 waits for it.
 *
 * at 2: 0 MPI_Barrier B; 1 MPI_Recv A; circle 0 1
 * at 4: 0-2 MPI_Barrier B; 3 MPI_Recv A; circle 0 3
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == size - 1)
        MPI_Recv(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Barrier(MPI_COMM_WORLD);                                           /* B */
    MPI_Finalize();
    return 0;
}
