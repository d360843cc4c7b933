/* In the gather of a pair each of the two ranks takes itself for the root.
 *
 * at 2: 0-1 MPI_Gather A; circle 0 1
 * at 8: 0-7 MPI_Gather A; circle 0 1
 * hint: root
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0, all[2];
    MPI_Comm pair;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank / 2, 0, &pair);
    MPI_Gather(&x, 1, MPI_INT, all, 1, MPI_INT, rank % 2, pair); /* A */
    MPI_Finalize();
    return 0;
}
