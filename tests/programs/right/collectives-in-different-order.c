/* The two halves call different collectives in a different order, each on its own communicator, and
 * then all meet in one reduction called from different lines. Per communicator the order agrees.
 *
 * at: 2 5
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, height, result = 0, total, share;
    MPI_Comm half;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    height = rank + 1;
    if (rank % 2 == 0) {
        MPI_Allreduce(&height, &result, 1, MPI_INT, MPI_MAX, half);
        MPI_Bcast(&height, 1, MPI_INT, 0, half);
        share = 2 * result + height;
        MPI_Reduce(&share, &total, 1, MPI_INT, MPI_MAX, 0, MPI_COMM_WORLD);
    } else {
        MPI_Bcast(&height, 1, MPI_INT, 0, half);
        MPI_Barrier(half);
        MPI_Allreduce(&height, &result, 1, MPI_INT, MPI_SUM, half);
        share = result > 0 ? 1 : 0;
        MPI_Reduce(&share, &total, 1, MPI_INT, MPI_MAX, 0, MPI_COMM_WORLD);
    }
    if (rank == 0 && total != 2 * (size % 2 == 0 ? size - 1 : size) + 1) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Comm_free(&half);
    MPI_Finalize();
    return 0;
}
