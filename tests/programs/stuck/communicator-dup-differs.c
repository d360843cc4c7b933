/* The message travels on MPI_COMM_WORLD, the receiver waits for it on a duplicate.
 *
 * at 2: 0 MPI_Barrier B; 1 MPI_Recv A; circle 0 1
 * at 3: 0+2 MPI_Barrier B; 1 MPI_Recv A; circle 0 1
 * hint: communicator
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Comm copy;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_dup(MPI_COMM_WORLD, &copy);
    if (rank == 0)
        MPI_Send(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    if (rank == 1)
        MPI_Recv(&x, 1, MPI_INT, 0, 0, copy, MPI_STATUS_IGNORE); /* A */
    MPI_Barrier(MPI_COMM_WORLD);                                 /* B */
    MPI_Finalize();
    return 0;
}
