/* Every rank receives from itself before it sends to itself.
 *
 * at 2: 0-1 MPI_Recv A; circle 0
 * at 3: 0-2 MPI_Recv A; circle 0
 * hint: self
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Recv(&x, 1, MPI_INT, rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Send(&x, 1, MPI_INT, rank, 0, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
