/* The ranks of a pair call the barriers on two communicators in different order.
 *
 * at 2: 0 MPI_Barrier A; 1 MPI_Barrier B; circle 0 1
 * at 4: 0+2 MPI_Barrier A; 1+3 MPI_Barrier B; circle 0 1
 * hint: order
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;
    MPI_Comm pair, copy;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank / 2, 0, &pair);
    MPI_Comm_dup(pair, &copy);
    if (rank % 2 == 0)
        MPI_Barrier(pair); /* A */
    MPI_Barrier(copy);     /* B */
    if (rank % 2 == 1)
        MPI_Barrier(pair);
    MPI_Finalize();
    return 0;
}
