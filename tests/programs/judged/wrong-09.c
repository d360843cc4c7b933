/* Water levels along a river: each rank looks up the level at the next gauge downstream. */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

#define HOURS 8

int main(int argc, char **argv)
{
    int rank, size;
    double *level, downstream[HOURS] = {0.0}, slope = 0.0;
    MPI_Win win;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    MPI_Win_allocate(HOURS * sizeof(double), sizeof(double), MPI_INFO_NULL, MPI_COMM_WORLD, &level,
                     &win);
    MPI_Win_fence(0, win);
    for (int hour = 0; hour < HOURS; hour++) {
        level[hour] = 5.0 - 0.4 * rank + 0.1 * (hour % 4);
    }
    MPI_Win_fence(0, win);

    if (rank < size - 1) {
        MPI_Get(downstream, HOURS, MPI_DOUBLE, rank + 1, 0, HOURS, MPI_DOUBLE, win);
        for (int hour = 0; hour < HOURS; hour++) {
            slope += (level[hour] - downstream[hour]) / HOURS;
        }
    }
    MPI_Win_fence(0, win);

    double steepest = 0.0;
    MPI_Reduce(&slope, &steepest, 1, MPI_DOUBLE, MPI_MAX, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        printf("steepest mean fall between two gauges: %.3f m\n", steepest);
    }

    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
