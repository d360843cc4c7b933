/* Every evening the shops add up their sales and then hear the price of the next
 * day. On day 2 the last shop does these two things in the wrong order.
 *
 * at 4: collective-mismatch 3 MPI_Bcast A
 */
#include <mpi.h>
#include <stdio.h>

static double close_shop(int day, int rank, double sales, double *price)
{
    double total = 0.0;

    if (day == 2 && rank == 3) {
        MPI_Bcast(price, 1, MPI_DOUBLE, 0, MPI_COMM_WORLD); /* A */
        MPI_Reduce(&sales, &total, 1, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    } else {
        MPI_Reduce(&sales, &total, 1, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
        MPI_Bcast(price, 1, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    }
    return total;
}

int main(int argc, char **argv)
{
    int rank;
    double price = 2.0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int day = 0; day < 4; day++) {
        double total = close_shop(day, rank, price * (10 + rank), &price);
        if (rank == 0) {
            printf("day %d: %.2f\n", day, total);
            price += 0.1;
        }
    }
    MPI_Finalize();
    return 0;
}
