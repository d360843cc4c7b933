/* Each day all shops add up what they sold. A shop that has nothing left leaves the loop,
 * and is then missing from the sum: rank 1 on day 3.
 *
 * at 4: missing-from-collective 0,2,3 MPI_Allreduce A
 */
#include <mpi.h>
#include <stdio.h>

static int sold_by_all(int sold)
{
    int total = 0;

    MPI_Allreduce(&sold, &total, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD); /* A */
    return total;
}

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    int stock = rank == 1 ? 6 : 20;
    for (int day = 0; day < 5; day++) {
        if (stock == 0) {
            break;
        }
        stock -= 2;
        int total = sold_by_all(2);
        printf("day %d: rank %d has %d left, %d were sold\n", day, rank, stock, total);
    }
    MPI_Finalize();
    return 0;
}
