/* Both ranks of a pair wait for their synchronous send before they receive.
 *
 * at 2: 0-1 MPI_Wait A; circle 0 1
 * at 8: 0-7 MPI_Wait A; circle 0 1
 * hint: send-first
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0, y = 0;
    MPI_Request request;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Issend(&x, 1, MPI_INT, rank ^ 1, 0, MPI_COMM_WORLD, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE); /* A */
    MPI_Recv(&y, 1, MPI_INT, rank ^ 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
