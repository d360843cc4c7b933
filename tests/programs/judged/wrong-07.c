/* Weather stations report: first how many readings there are, then the readings themselves. */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

enum { TAG_COUNT = 1, TAG_READINGS = 2 };

static void station(int rank)
{
    int count = 4 * rank;
    double *reading = malloc((size_t)count * sizeof *reading);

    for (int i = 0; i < count; i++) {
        reading[i] = 10.0 + rank + 0.5 * (i % 3);
    }
    MPI_Send(&count, 1, MPI_INT, 0, TAG_COUNT, MPI_COMM_WORLD);
    MPI_Send(reading, count, MPI_DOUBLE, 0, TAG_READINGS, MPI_COMM_WORLD);
    free(reading);
}

static double collect_one(double *warmest)
{
    int count;
    double sum = 0.0;

    MPI_Recv(&count, 1, MPI_INT, MPI_ANY_SOURCE, TAG_COUNT, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    double *reading = malloc((size_t)count * sizeof *reading);
    MPI_Recv(reading, count, MPI_DOUBLE, MPI_ANY_SOURCE, TAG_READINGS, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);

    for (int i = 0; i < count; i++) {
        sum += reading[i];
        if (reading[i] > *warmest) {
            *warmest = reading[i];
        }
    }
    free(reading);
    return sum / count;
}

int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    if (rank == 0) {
        double warmest = -100.0, sum_of_means = 0.0;

        for (int i = 1; i < size; i++) {
            sum_of_means += collect_one(&warmest);
        }
        if (size > 1) {
            printf("%d stations, mean %.3f, warmest %.1f\n", size - 1, sum_of_means / (size - 1),
                   warmest);
        }
    } else {
        station(rank);
    }

    MPI_Finalize();
    return 0;
}
