/* Every hour rank 0 sends the temperatures so far, one more each time, to rank 1. There
 * the array has room for three, and in the last hour four come.
 *
 * at 2: overrun 1 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>

static int first_of(int count)
{
    int temperatures[3];

    MPI_Recv(temperatures, count, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    return temperatures[0];
}

int main(int argc, char **argv)
{
    int rank;
    int measured[4] = {14, 15, 17, 16};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int hour = 0; hour < 4; hour++) {
        if (rank == 0) {
            MPI_Send(measured, hour + 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
        } else {
            printf("hour %d: it began with %d degrees\n", hour, first_of(hour + 1));
        }
    }
    MPI_Finalize();
    return 0;
}
