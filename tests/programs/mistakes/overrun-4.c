/* Rank 1 has room for 4 readings, but says that it has room for 8. Only 4 come this time, so
 * nothing is overwritten, and the answer is right.
 *
 * at 2: overrun 1 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    enum { READINGS = 4, MOST = 8 };
    int rank;
    double *readings;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    readings = calloc(READINGS, sizeof *readings);
    if (rank == 0) {
        readings[3] = 21.5;
        MPI_Send(readings, READINGS, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD);
    } else if (rank == 1) {
        MPI_Recv(readings, MOST, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
        printf("the last reading is %.1f\n", readings[3]);
    }
    free(readings);
    MPI_Finalize();
    return 0;
}
