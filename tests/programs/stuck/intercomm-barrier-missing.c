/* The last rank, alone in its group, does not come to the barrier of the inter-communicator.
 *
 * at 2: 0 MPI_Barrier B; 1 MPI_Recv A; circle 0 1
 * at 3: 0-1 MPI_Barrier B; 2 MPI_Recv A; circle 0 2
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0;
    MPI_Comm part, inter;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int last = rank == size - 1;
    MPI_Comm_split(MPI_COMM_WORLD, last, 0, &part);
    MPI_Intercomm_create(part, 0, MPI_COMM_WORLD, last ? 0 : size - 1, 0, &inter);
    if (last)
        MPI_Recv(&x, 1, MPI_INT, 0, 0, inter, MPI_STATUS_IGNORE); /* A */
    MPI_Barrier(inter);                                           /* B */
    MPI_Finalize();
    return 0;
}
