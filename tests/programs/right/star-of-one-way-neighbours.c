/* In a graph shaped like a star all points report to rank 0, which sends to nobody, and they hear
 * from nobody, so their buffer stays unset. In one collective every rank moves another amount.
 *
 * at: 1 2 5
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, sources[8] = {0}, dests[1] = {0}, reports[8], sum = 0;
    const int weights[8] = {1, 1, 1, 1, 1, 1, 1, 1};
    MPI_Comm star;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 1; i < size; i++) {
        sources[i - 1] = size - i;
    }
    int indegree = rank == 0 ? size - 1 : 0, outdegree = rank == 0 ? 0 : 1;
    MPI_Dist_graph_create_adjacent(MPI_COMM_WORLD, indegree, sources, weights, outdegree, dests,
                                   weights, MPI_INFO_NULL, 0, &star);
    int height = 1000 + rank;
    MPI_Neighbor_allgather(&height, 1, MPI_INT, reports, 1, MPI_INT, star);
    for (int i = 0; i < indegree; i++) {
        sum += reports[i] - 1000;
        if (reports[i] != 1000 + sources[i]) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    if (sum != (rank == 0 ? size * (size - 1) / 2 : 0)) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Comm_free(&star);
    MPI_Finalize();
    return 0;
}
