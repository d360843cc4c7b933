/* A star with MPI_Graph_create, a ring with MPI_Dist_graph_create_adjacent; the middle is late.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, weight = 1, ends[8], edges[16] = {0}, got[8] = {0};
    MPI_Comm star, ring;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 0; i < size; i++) { /* rank 0 has all the others, each of them has rank 0 */
        ends[i] = size - 1 + i;
        edges[i] = i < size - 1 ? i + 1 : 0;
    }
    MPI_Graph_create(MPI_COMM_WORLD, size, ends, edges, 0, &star);
    if (rank == 0)
        usleep(600000);
    MPI_Neighbor_allgather(&rank, 1, MPI_INT, got, 1, MPI_INT, star);
    for (int i = 0; i < (rank == 0 ? size - 1 : 1); i++)
        if (got[i] != (rank == 0 ? i + 1 : 0))
            MPI_Abort(MPI_COMM_WORLD, 1);
    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    MPI_Dist_graph_create_adjacent(MPI_COMM_WORLD, 1, &left, &weight, 1, &right, &weight,
                                   MPI_INFO_NULL, 0, &ring);
    MPI_Neighbor_alltoall(&rank, 1, MPI_INT, got, 1, MPI_INT, ring);
    if (got[0] != left)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Comm_free(&ring);
    MPI_Comm_free(&star);
    MPI_Finalize();
    return 0;
}
