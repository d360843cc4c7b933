/* Five collectives without a root work on one array with MPI_IN_PLACE as the send buffer.
 * The send count and type are then not significant and may be anything.
 *
 * at: 1 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, votes[8], partial, share;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    votes[rank] = rank + 1;
    MPI_Allgather(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, votes, 1, MPI_INT, MPI_COMM_WORLD);
    MPI_Allreduce(MPI_IN_PLACE, votes, size, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    for (int i = 0; i < size; i++) {
        if (votes[i] != size * (i + 1)) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
        votes[i] = 10 * rank + i;
    }
    MPI_Alltoall(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, votes, 1, MPI_INT, MPI_COMM_WORLD);
    share = votes[size - 1];
    partial = rank + 1;
    MPI_Scan(MPI_IN_PLACE, &partial, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    for (int i = 0; i < size; i++) {
        votes[i] = i + 1;
    }
    MPI_Reduce_scatter_block(MPI_IN_PLACE, votes, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    if (share != 10 * (size - 1) + rank || partial != (rank + 1) * (rank + 2) / 2 ||
        votes[0] != size * (rank + 1)) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
