/* Rank 1 receives from rank 0 before it comes to the allgather.
 *
 * at 2: 0 MPI_Allgather B; 1 MPI_Recv A; circle 0 1
 * at 3: 0+2 MPI_Allgather B; 1 MPI_Recv A; circle 0 1
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0, all[8] = {0};
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        MPI_Recv(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Allgather(&x, 1, MPI_INT, all, 1, MPI_INT, MPI_COMM_WORLD);        /* B */
    MPI_Finalize();
    return 0;
}
