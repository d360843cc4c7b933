/* Both ranks of a pair send synchronously before they receive.
 *
 * at 2: 0-1 MPI_Ssend A; circle 0 1
 * at 4: 0-3 MPI_Ssend A; circle 0 1
 * hint: send-first
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Ssend(&x, 1, MPI_INT, rank ^ 1, 0, MPI_COMM_WORLD); /* A */
    MPI_Recv(&x, 1, MPI_INT, rank ^ 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
