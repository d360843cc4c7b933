/* The root of a broadcast first receives from rank 1, which waits for the broadcast.
 *
 * at 3: 0 MPI_Recv A; 1-2 MPI_Bcast B; circle 0 1
 * at 8: 0 MPI_Recv A; 1-7 MPI_Bcast B; circle 0 1
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Recv(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD);                          /* B */
    MPI_Finalize();
    return 0;
}
