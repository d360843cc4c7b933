/* Rank 0 knows the price of five days and rank 1 receives five of them. But rank 0 sends
 * none on a day with the same price as the day before: the last receive waits forever.
 *
 * at 2: never-sent 1 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>

static int next_price(void)
{
    int price;

    MPI_Recv(&price, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    return price;
}

int main(int argc, char **argv)
{
    int rank;
    int prices[5] = {100, 103, 101, 101, 99};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int day = 0; day < 5; day++) {
        if (rank == 1) {
            printf("day %d: %d\n", day, next_price());
        } else if (day == 0 || prices[day] != prices[day - 1]) {
            MPI_Send(&prices[day], 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
        }
    }
    MPI_Finalize();
    return 0;
}
