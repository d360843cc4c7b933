/* Every day rank 2 reports to rank 0, which adds up all sums afterwards. On the last day rank 0 has already
 * given its part: a reduction need not let rank 2 go on before the root has come to it, nor rank 2 wait.
 *
 * at 4: unsafe-collective 1-3 MPI_Reduce A; unsafe-collective 0 MPI_Recv B
 */
#include <mpi.h>
#include <stdio.h>

static int add_up(int sold)
{
    int sum = 0;

    MPI_Reduce(&sold, &sum, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD); /* A */
    return sum;
}

int main(void)
{
    int rank, report = 7;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int day = 0; day < 3; day++) {
        if (rank == 0 && day == 2) {
            MPI_Recv(&report, 1, MPI_INT, 2, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* B */
        }
        int sum = add_up(10 * rank);
        if (rank == 0) {
            printf("day %d: %d\n", day, sum + report);
        }
        if (rank == 2 && day == 2) {
            MPI_Ssend(&report, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
        }
    }
    MPI_Finalize();
    return 0;
}
