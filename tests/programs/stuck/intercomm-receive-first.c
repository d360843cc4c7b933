/* The partners in the two groups of an inter-communicator receive before they send.
 *
 * at 2: 0-1 MPI_Recv A; circle 0 1
 * at 4: 0-3 MPI_Recv A; circle 0 2
 * hint: receive-first
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0;
    MPI_Comm half, inter;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int low = rank < size / 2;
    MPI_Comm_split(MPI_COMM_WORLD, low, 0, &half);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, low ? size / 2 : 0, 0, &inter);
    MPI_Comm_rank(half, &rank);
    MPI_Recv(&x, 1, MPI_INT, rank, 0, inter, MPI_STATUS_IGNORE); /* A */
    MPI_Send(&x, 1, MPI_INT, rank, 0, inter);
    MPI_Finalize();
    return 0;
}
