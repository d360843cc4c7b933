/* Monte Carlo estimate of pi: darts thrown at a square, hits counted inside the quarter circle. */
#include <mpi.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static double next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) / 16777216.0;
}

static long throw_darts(long darts, uint32_t seed)
{
    uint32_t state = seed;
    long hits = 0;

    for (long dart = 0; dart < darts; dart++) {
        double x = next_random(&state);
        double y = next_random(&state);
        if (x * x + y * y <= 1.0) {
            hits++;
        }
    }
    return hits;
}

int main(int argc, char **argv)
{
    int rank, size;
    long darts = 400000;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    if (rank == 0 && argc > 1) {
        darts = atol(argv[1]);
    }
    MPI_Bcast(&darts, 1, MPI_LONG, 0, MPI_COMM_WORLD);

    double start = MPI_Wtime();
    long hits = throw_darts(darts, 12345u + 777u * (uint32_t)rank);
    double seconds = MPI_Wtime() - start;

    long total_hits = 0;
    double slowest = 0.0;
    MPI_Reduce(&hits, &total_hits, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);
    MPI_Reduce(&seconds, &slowest, 1, MPI_DOUBLE, MPI_MAX, 0, MPI_COMM_WORLD);

    if (rank == 0) {
        double pi = 4.0 * (double)total_hits / ((double)darts * size);
        printf("%ld hits, pi is about %.5f\n", total_hits, pi);
        printf("slowest rank needed %s second\n", slowest < 1.0 ? "less than a" : "more than a");
    }

    MPI_Finalize();
    return 0;
}
