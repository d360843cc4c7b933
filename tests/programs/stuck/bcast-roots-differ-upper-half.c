/* Of the upper half each rank takes its right neighbour there for the root of a broadcast.
 *
 * at 4: 0-1 MPI_Finalize B; 2-3 MPI_Bcast A; circle 2 3
 * hint: root
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, mine, halfsize, x = 0;
    MPI_Comm half;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_split(MPI_COMM_WORLD, rank < size / 2, rank, &half);
    MPI_Comm_rank(half, &mine);
    MPI_Comm_size(half, &halfsize);
    if (rank >= size / 2)
        MPI_Bcast(&x, 1, MPI_INT, (mine + 1) % halfsize, half); /* A */
    MPI_Comm_free(&half);
    MPI_Finalize(); /* B */
    return 0;
}
