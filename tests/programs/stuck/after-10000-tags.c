/* After messages with 10,000 different tags the last tag of rank 0 is not that of rank 1.
 *
 * at 2: 0 MPI_Barrier B; 1 MPI_Recv A; circle 0 1
 * hint: tag
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Status s;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int tag = 0; rank == 0 && tag <= 10000; tag++)
        MPI_Send(&x, 1, MPI_INT, 1, tag, MPI_COMM_WORLD);
    for (int tag = 0; rank == 1 && tag < 10000; tag++)
        MPI_Recv(&x, 1, MPI_INT, 0, tag, MPI_COMM_WORLD, &s);
    if (rank == 1)
        MPI_Recv(&x, 1, MPI_INT, 0, 10001, MPI_COMM_WORLD, &s); /* A */
    MPI_Barrier(MPI_COMM_WORLD);                                /* B */
    MPI_Finalize();
    return 0;
}
