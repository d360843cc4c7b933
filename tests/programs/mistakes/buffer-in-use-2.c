/* Rank 1 receives the river's level on three days from rank 0, and announces what it does.
 * The mistake: on the last day the announcement prints the level while it is being received.
 *
 * at 2: buffer-in-use 1 MPI_Irecv A
 */
#include <mpi.h>
#include <stdio.h>

static void announce(const int *level, int day)
{
    if (day < 2) {
        printf("day %d: waiting for the level\n", day);
    } else {
        printf("the last level is %d\n", *level); /* A */
    }
}

int main(void)
{
    int rank, level = 0, highest = 0;
    MPI_Request request;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int day = 0; day < 3; day++) {
        if (rank == 0) {
            level = 200 + day;
            MPI_Send(&level, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
        } else if (rank == 1) {
            MPI_Irecv(&level, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, &request);
            announce(&level, day);
            MPI_Wait(&request, MPI_STATUS_IGNORE);
            highest = level > highest ? level : highest;
        }
    }
    if (rank == 1) {
        printf("the highest level was %d\n", highest);
    }
    MPI_Finalize();
    return 0;
}
