/* A wildcard receive takes the only message of rank 1, a receive from rank 1 then lacks it.
 *
 * at 2: 0 MPI_Recv A; 1 MPI_Barrier B; circle 0 1
 * at 4: 0 MPI_Recv A; 1-3 MPI_Barrier B; circle 0 1
 * hint: no-sender
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0, y = 0;
    MPI_Request any;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Irecv(&x, 1, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, &any);
        MPI_Recv(&y, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
        MPI_Wait(&any, MPI_STATUS_IGNORE);
    }
    if (rank == 1)
        MPI_Send(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    MPI_Barrier(MPI_COMM_WORLD); /* B */
    MPI_Finalize();
    return 0;
}
