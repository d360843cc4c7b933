/* Heat equation on a rod: even and odd ranks exchange their edge cells.
 *
 * at: 4
 * simgrid: found; it counts requests of its own among what is not freed.
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STEPS 100
#define TAG 7

static void exchange_edges(double *temp, int cells, int rank, int left, int right)
{
    MPI_Comm comm = MPI_COMM_WORLD;

    if (rank % 2 == 0) {
        MPI_Send(&temp[cells], 1, MPI_DOUBLE, right, TAG, comm);
        MPI_Recv(&temp[cells + 1], 1, MPI_DOUBLE, right, TAG, comm, MPI_STATUS_IGNORE);
        MPI_Send(&temp[1], 1, MPI_DOUBLE, left, TAG, comm);
        MPI_Recv(&temp[0], 1, MPI_DOUBLE, left, TAG, comm, MPI_STATUS_IGNORE);
    } else {
        MPI_Recv(&temp[0], 1, MPI_DOUBLE, left, TAG, comm, MPI_STATUS_IGNORE);
        MPI_Send(&temp[1], 1, MPI_DOUBLE, left, TAG, comm);
        MPI_Recv(&temp[cells + 1], 1, MPI_DOUBLE, right, TAG, comm, MPI_STATUS_IGNORE);
        MPI_Send(&temp[cells], 1, MPI_DOUBLE, right, TAG, comm);
    }
}

int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    int cells = argc > 1 ? atoi(argv[1]) : 10;
    int left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int right = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;
    size_t bytes = (size_t)(cells + 2) * sizeof(double);
    double *temp = malloc(bytes);
    double *next = malloc(bytes);

    memset(temp, 0, bytes);
    if (rank == 0) {
        temp[0] = 100.0;
    }
    for (int step = 0; step < STEPS; step++) {
        exchange_edges(temp, cells, rank, left, right);
        for (int i = 1; i <= cells; i++) {
            next[i] = temp[i] + 0.4 * (temp[i - 1] - 2.0 * temp[i] + temp[i + 1]);
        }
        memcpy(&temp[1], &next[1], (size_t)cells * sizeof(double));
    }

    double heat = 0.0, total = 0.0;
    for (int i = 1; i <= cells; i++) {
        heat += temp[i];
    }
    MPI_Reduce(&heat, &total, 1, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        printf("mean temperature %.4f\n", total / (cells * size));
    }
    free(temp);
    free(next);
    MPI_Finalize();
    return 0;
}
