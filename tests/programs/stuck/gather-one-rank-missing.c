/* The root of a gather waits for the last rank, which sends to the root synchronously first.
 *
 * at 2: 0 MPI_Gather B; 1 MPI_Ssend A; circle 0 1
 * at 3: 0 MPI_Gather B; 1 MPI_Barrier C; 2 MPI_Ssend A; circle 0 2
 * hint: not-reached
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0, all[8];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == size - 1)
        MPI_Ssend(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);            /* A */
    MPI_Gather(&x, 1, MPI_INT, all, 1, MPI_INT, 0, MPI_COMM_WORLD); /* B */
    MPI_Barrier(MPI_COMM_WORLD);                                    /* C */
    MPI_Finalize();
    return 0;
}
