/* Heat plate cut into bands of rows: each rank keeps one band and a ghost row on either side. */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

#define ROWS 6
#define STEPS 100
#define TAG_UP 1
#define TAG_DOWN 2

static void exchange_ghost_rows(double *plate, int width, int above, int below)
{
    double *first = plate + width;
    double *last = plate + ROWS * width;

    MPI_Send(first, width, MPI_DOUBLE, above, TAG_UP, MPI_COMM_WORLD);
    MPI_Send(last, width, MPI_DOUBLE, below, TAG_DOWN, MPI_COMM_WORLD);
    MPI_Recv(last + width, width, MPI_DOUBLE, below, TAG_UP, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Recv(plate, width, MPI_DOUBLE, above, TAG_DOWN, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}

static void relax(const double *old, double *new, int width)
{
    for (int i = 1; i <= ROWS; i++) {
        for (int j = 1; j < width - 1; j++) {
            int k = i * width + j;
            new[k] = 0.25 * (old[k - width] + old[k + width] + old[k - 1] + old[k + 1]);
        }
    }
}

int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    int width = argc > 1 ? atoi(argv[1]) : 64;
    int above = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int below = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;
    size_t cells = (size_t)(ROWS + 2) * (size_t)width;
    double *old = calloc(cells, sizeof *old);
    double *new = calloc(cells, sizeof *new);

    if (rank == 0) {
        for (int j = 0; j < width; j++) {
            old[j] = new[j] = 100.0;
        }
    }
    for (int step = 0; step < STEPS; step++) {
        exchange_ghost_rows(old, width, above, below);
        relax(old, new, width);
        double *swap = old;
        old = new;
        new = swap;
    }

    double heat = 0.0, total = 0.0;
    for (int k = width; k < (ROWS + 1) * width; k++) {
        heat += old[k];
    }
    MPI_Reduce(&heat, &total, 1, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        printf("mean temperature %.4f\n", total / ((double)size * ROWS * width));
    }
    free(old);
    free(new);
    MPI_Finalize();
    return 0;
}
