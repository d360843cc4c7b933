/* Only every second rank gets a communicator from the split; the others pass MPI_UNDEFINED and hold
 * MPI_COMM_NULL. The barrier and the reduction then concern the members alone, in reversed order.
 *
 * at: 2 5
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Comm jury;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2 == 0 ? 0 : MPI_UNDEFINED, -rank, &jury);
    if (jury != MPI_COMM_NULL) {
        int juror, members, score = rank, total = 0;

        MPI_Comm_rank(jury, &juror);
        MPI_Comm_size(jury, &members);
        MPI_Barrier(jury);
        MPI_Reduce(&score, &total, 1, MPI_INT, MPI_SUM, 0, jury);
        if (rank / 2 != members - 1 - juror || (juror == 0 && total != members * (members - 1))) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
        MPI_Comm_free(&jury);
    }
    MPI_Finalize();
    return 0;
}
