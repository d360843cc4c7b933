/* Both ranks of a pair probe for a message before they send one.
 *
 * at 2: 0-1 MPI_Probe A; circle 0 1
 * at 8: 0-7 MPI_Probe A; circle 0 1
 * hint: receive-first
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Probe(rank ^ 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Send(&x, 1, MPI_INT, rank ^ 1, 0, MPI_COMM_WORLD);
    MPI_Recv(&x, 1, MPI_INT, rank ^ 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
