/* After MPI_Exscan the result on rank 0 is undefined, so rank 0 sets its own start to zero instead
 * of reading it. A local reduction and the place of the longest queue come on top.
 *
 * at: 1 3 6
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, queue, start, end;
    struct {
        double value;
        int place;
    } longest, mine;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    queue = 2 * rank + 1;
    MPI_Exscan(&queue, &start, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    if (rank == 0) {
        start = 0;
    }
    end = start;
    MPI_Reduce_local(&queue, &end, 1, MPI_INT, MPI_SUM);
    mine.value = queue;
    mine.place = rank;
    MPI_Allreduce(&mine, &longest, 1, MPI_DOUBLE_INT, MPI_MAXLOC, MPI_COMM_WORLD);
    if (start != rank * rank || end != (rank + 1) * (rank + 1) || longest.place != size - 1) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
