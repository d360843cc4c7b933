/* Rank 0 sends 10 temperatures in parts of at most 4. It makes one part too many:
 * in the last turn only -2 values are left to be sent.
 *
 * at 2: bad-argument 0 MPI_Send A
 */
#include <mpi.h>
#include <stdio.h>

static void send_part(const double *part, int left)
{
    int count = left < 4 ? left : 4;

    MPI_Send(part, count, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD); /* A */
}

int main(int argc, char **argv)
{
    int rank, count;
    double temperatures[16] = {0.0};
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int part = 0; part < 4; part++) {
        double *start = temperatures + 4 * part;
        if (rank == 0) {
            send_part(start, 10 - 4 * part);
        } else {
            MPI_Recv(start, 4, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, &status);
            MPI_Get_count(&status, MPI_DOUBLE, &count);
            printf("part %d has %d values\n", part, count);
        }
    }
    MPI_Finalize();
    return 0;
}
