/* The last rank sends to rank 0 before it comes to the splitting of the communicator.
 *
 * at 2: 0 MPI_Comm_split B; 1 MPI_Ssend A; circle 0 1
 * at 8: 0-6 MPI_Comm_split B; 7 MPI_Ssend A; circle 0 7
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0;
    MPI_Comm part;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == size - 1)
        MPI_Ssend(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD); /* A */
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, 0, &part);  /* B */
    MPI_Finalize();
    return 0;
}
