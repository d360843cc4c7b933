/* Rank 0 makes up one price series per worker; the workers send the mean price back. */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

#define TAG_PRICES 10
#define TAG_MEAN 11

static void make_prices(double *price, int days, int product)
{
    for (int day = 0; day < days; day++) {
        price[day] = 10.0 * product + (day % 5) * 0.25;
    }
}

static double mean(const double *price, int days)
{
    double sum = 0.0;

    for (int day = 0; day < days; day++) {
        sum += price[day];
    }
    return sum / days;
}

int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    int days = argc > 1 ? atoi(argv[1]) : 20;
    double *price = malloc((size_t)days * sizeof *price);

    if (rank == 0) {
        MPI_Request *request = malloc((size_t)size * sizeof *request);

        for (int dest = 1; dest < size; dest++) {
            make_prices(price, days, dest);
            MPI_Isend(price, days, MPI_DOUBLE, dest, TAG_PRICES, MPI_COMM_WORLD,
                      &request[dest - 1]);
        }
        for (int dest = 1; dest < size; dest++) {
            MPI_Wait(&request[dest - 1], MPI_STATUS_IGNORE);
        }
        free(request);

        for (int source = 1; source < size; source++) {
            double answer;
            MPI_Recv(&answer, 1, MPI_DOUBLE, source, TAG_MEAN, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            printf("product %d: mean price %.2f\n", source, answer);
        }
    } else {
        MPI_Recv(price, days, MPI_DOUBLE, 0, TAG_PRICES, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        double answer = mean(price, days);
        MPI_Send(&answer, 1, MPI_DOUBLE, 0, TAG_MEAN, MPI_COMM_WORLD);
    }

    free(price);
    MPI_Finalize();
    return 0;
}
