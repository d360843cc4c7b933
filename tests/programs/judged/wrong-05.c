/* Integral of 1 / (4.1 - x * x) over [-2, 2]: every rank refines its own part of the interval. */
#include <math.h>
#include <mpi.h>
#include <stdio.h>

#define TOLERANCE 1.0e-7
#define MAX_ROUNDS 20

static double height(double x)
{
    return 1.0 / (4.1 - x * x);
}

static double midpoint_rule(double from, double to, int panels)
{
    double width = (to - from) / panels;
    double sum = 0.0;

    for (int i = 0; i < panels; i++) {
        sum += height(from + (i + 0.5) * width);
    }
    return sum * width;
}

int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    double part = 4.0 / size;
    double from = -2.0 + rank * part;
    double to = from + part;
    int panels = 4;
    double estimate = midpoint_rule(from, to, panels);
    double change = 1.0;
    double integral = 0.0;

    for (int round = 1; round <= MAX_ROUNDS && change > TOLERANCE; round++) {
        panels *= 2;
        double better = midpoint_rule(from, to, panels);
        change = fabs(better - estimate);
        estimate = better;
        MPI_Allreduce(&estimate, &integral, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
        if (rank == 0) {
            printf("round %2d: integral %.8f\n", round, integral);
        }
    }

    int most_panels = 0;
    MPI_Reduce(&panels, &most_panels, 1, MPI_INT, MPI_MAX, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        printf("finest part has %d panels, result %.6f\n", most_panels, integral);
    }

    MPI_Finalize();
    return 0;
}
