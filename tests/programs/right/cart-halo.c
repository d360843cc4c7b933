/* A 2-D halo exchange with MPI_Isend and MPI_Irecv on a grid with edges, then a neighbour alltoall.
 *
 * at: 1 4 8
 * simgrid: found; it crashes.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, dims[2] = {0, 0}, open[2] = {0, 0}, near[4], sent[4], got[4];
    MPI_Comm grid;
    MPI_Request requests[8];
    MPI_Status statuses[8];
    MPI_Init(NULL, NULL);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Dims_create(size, 2, dims);
    MPI_Cart_create(MPI_COMM_WORLD, 2, dims, open, 1, &grid);
    MPI_Comm_rank(grid, &rank);
    MPI_Cart_shift(grid, 0, 1, &near[0], &near[1]);
    MPI_Cart_shift(grid, 1, 1, &near[2], &near[3]);
    for (int step = 0; step < 10; step++) {
        if (rank == step % size)
            usleep(50000);
        for (int i = 0; i < 4; i++) {
            got[i] = MPI_PROC_NULL;
            sent[i] = rank;
            MPI_Irecv(&got[i], 1, MPI_INT, near[i], i ^ 1, grid, &requests[i]);
            MPI_Isend(&sent[i], 1, MPI_INT, near[i], i, grid, &requests[4 + i]);
        }
        if (step % 2 == 0)
            MPI_Waitall(8, requests, statuses);
        for (int i = 7, index; i >= 0 && step % 2 == 1; i--)
            MPI_Waitany(8, requests, &index, &statuses[0]);
        for (int i = 0; i < 4; i++)
            if (got[i] != near[i])
                MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Neighbor_alltoall(sent, 1, MPI_INT, got, 1, MPI_INT, grid);
    for (int i = 0; i < 4; i++)
        if (got[i] != near[i])
            MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Comm_free(&grid);
    MPI_Finalize();
    return 0;
}
