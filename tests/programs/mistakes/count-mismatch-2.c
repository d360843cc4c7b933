/* Rank 0 tells all ranks the temperatures of each month, one value a day. Rank 2
 * does not know that this is a leap year, and expects one day too few in February.
 *
 * at 4: count-mismatch 2 MPI_Bcast A
 */
#include <mpi.h>
#include <stdio.h>

static void share_month(double *temperatures, int count)
{
    MPI_Bcast(temperatures, count, MPI_DOUBLE, 0, MPI_COMM_WORLD); /* A */
}

int main(int argc, char **argv)
{
    int rank;
    int days[4] = {31, 28, 31, 30};
    double temperatures[31] = {0.0};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank != 2) {
        days[1] = 29;
    }
    for (int month = 0; month < 4; month++) {
        if (rank == 0) {
            for (int day = 0; day < days[month]; day++) {
                temperatures[day] = 5.0 * month + 0.1 * day;
            }
        }
        share_month(temperatures, days[month]);
    }
    printf("rank %d: the first day has %.1f degrees\n", rank, temperatures[0]);
    MPI_Finalize();
    return 0;
}
