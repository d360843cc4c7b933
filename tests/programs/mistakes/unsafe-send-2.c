/* Each day all ranks add up their prices. On day 2 ranks 1 and 2 swap theirs before,
 * and both send first: if MPI_Send waited, they would wait, and the others in the sum.
 *
 * at 4: unsafe-send 1,2 MPI_Send A; unsafe-send 0,3 MPI_Allreduce B
 */
#include <mpi.h>
#include <stdio.h>

static int swap(int price, int partner)
{
    int theirs;

    MPI_Send(&price, 1, MPI_INT, partner, 0, MPI_COMM_WORLD); /* A */
    MPI_Recv(&theirs, 1, MPI_INT, partner, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return theirs;
}

int main(int argc, char **argv)
{
    int rank, sum;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    int price = 100 + rank;
    for (int day = 0; day < 4; day++) {
        if (day == 2 && (rank == 1 || rank == 2)) {
            price = swap(price, 3 - rank);
        }
        MPI_Allreduce(&price, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD); /* B */
        if (rank == 0) {
            printf("day %d: %d\n", day, sum);
        }
    }
    MPI_Finalize();
    return 0;
}
