/* Each day all ranks want to know the lowest price and the highest in turn. Rank 1
 * mixes them up on day 3: it asks for the lowest when the others ask for the highest.
 *
 * at 4: operation-mismatch 1 MPI_Allreduce A
 */
#include <mpi.h>
#include <stdio.h>

static int best_price(int price, MPI_Op operation)
{
    int best = 0;

    MPI_Allreduce(&price, &best, 1, MPI_INT, operation, MPI_COMM_WORLD); /* A */
    return best;
}

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int day = 0; day < 5; day++) {
        MPI_Op operation = day % 2 == 0 ? MPI_MIN : MPI_MAX;
        if (rank == 1 && day == 3) {
            operation = MPI_MIN;
        }
        int best = best_price(100 + day + rank, operation);
        if (rank == 0) {
            printf("day %d: %d\n", day, best);
        }
    }
    MPI_Finalize();
    return 0;
}
