/* The middle rank receives from rank 0 before it comes to the exchange of all with all.
 *
 * at 3: 0+2 MPI_Alltoall B; 1 MPI_Recv A; circle 0 1
 * at 8: 0-3+5-7 MPI_Alltoall B; 4 MPI_Recv A; circle 0 4
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x[8] = {0}, y[8] = {0};
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == size / 2)
        MPI_Recv(x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Alltoall(x, 1, MPI_INT, y, 1, MPI_INT, MPI_COMM_WORLD);           /* B */
    MPI_Finalize();
    return 0;
}
