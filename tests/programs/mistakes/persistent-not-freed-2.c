/* Rank 0 receives the levels of all other ranks twice, by one persistent request for each.
 * The mistake: the loop that frees the requests begins at 1, so that the first one is left.
 *
 * at 4: persistent-not-freed 0 MPI_Recv_init A
 */
#include <mpi.h>
#include <stdio.h>

static void collect(int size)
{
    int level[3];
    MPI_Request request[3];
    MPI_Status status[3];

    for (int i = 0; i < size - 1; i++) {
        MPI_Recv_init(&level[i], 1, MPI_INT, i + 1, 0, MPI_COMM_WORLD, &request[i]); /* A */
    }
    for (int hour = 0; hour < 2; hour++) {
        MPI_Startall(size - 1, request);
        MPI_Waitall(size - 1, request, status);
        printf("hour %d: the level of rank 1 is %d\n", hour, level[0]);
    }
    for (int i = 1; i < size - 1; i++) {
        MPI_Request_free(&request[i]);
    }
}

int main(void)
{
    int rank, level;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        collect(4);
    } else {
        for (int hour = 0; hour < 2; hour++) {
            level = 10 * rank + hour;
            MPI_Send(&level, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
        }
    }
    MPI_Finalize();
    return 0;
}
