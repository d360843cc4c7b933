/* Rank 0 receives from the last rank, which has come to its end without a send.
 *
 * at 2: 0 MPI_Recv A; 1 MPI_Finalize B; circle 0 1
 * at 3: 0 MPI_Recv A; 1-2 MPI_Finalize B; circle 0 2
 * hint: ended
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0)
        MPI_Recv(&x, 1, MPI_INT, size - 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Finalize();                                                               /* B */
    return 0;
}
