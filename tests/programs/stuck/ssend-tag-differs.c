/* The receiver of a synchronous send asks for another tag.
 *
 * at 2: 0 MPI_Ssend A; 1 MPI_Recv B; circle 0 1
 * at 3: 0 MPI_Ssend A; 1 MPI_Recv B; 2 MPI_Barrier C; circle 0 1
 * hint: tag
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Ssend(&x, 1, MPI_INT, 1, 7, MPI_COMM_WORLD); /* A */
    if (rank == 1)
        MPI_Recv(&x, 1, MPI_INT, 0, 8, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* B */
    MPI_Barrier(MPI_COMM_WORLD);                                           /* C */
    MPI_Finalize();
    return 0;
}
