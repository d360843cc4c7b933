/* The root first receives from rank 1, which waits for the broadcast that it has begun.
 *
 * at 2: 0 MPI_Recv A; 1 MPI_Wait B; circle 0 1
 * at 4: 0 MPI_Recv A; 1-3 MPI_Wait B; circle 0 1
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Request request;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Recv(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Ibcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE); /* B */
    MPI_Finalize();
    return 0;
}
