/* Rank 1 receives from rank 0 before it comes to the duplication of the communicator.
 *
 * at 3: 0+2 MPI_Comm_dup B; 1 MPI_Recv A; circle 0 1
 * at 4: 0+2-3 MPI_Comm_dup B; 1 MPI_Recv A; circle 0 1
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Comm copy;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        MPI_Recv(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Comm_dup(MPI_COMM_WORLD, &copy);                                   /* B */
    MPI_Finalize();
    return 0;
}
