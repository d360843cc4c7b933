/* Rank 1 sends the temperatures of four mornings to rank 0, which prints them.
 * The mistake: rank 0 receives only three of them, so that nobody receives the last one.
 *
 * at 2: never-received 1 MPI_Send A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    double morning[4] = {11.5, 12.0, 9.5, 10.0}, degrees;
    int rank;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1) {
        for (int day = 0; day < 4; day++) {
            MPI_Send(&morning[day], 1, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD); /* A */
        }
    } else if (rank == 0) {
        for (int day = 0; day < 3; day++) {
            MPI_Recv(&degrees, 1, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            printf("day %d: %.1f degrees\n", day, degrees);
        }
    }
    MPI_Finalize();
    return 0;
}
