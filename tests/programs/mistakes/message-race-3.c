/* The even and the odd ranks are two teams; each member sends its points to the first of its team.
 * The mistake: the points are received from any source, but printed as if in the order of ranks.
 *
 * at 5: message-race 0 MPI_Irecv A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, me, size, mine, points[5];
    MPI_Request request[5];
    MPI_Status status[5];
    MPI_Comm team;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &team);
    MPI_Comm_rank(team, &me);
    MPI_Comm_size(team, &size);
    if (me > 0) {
        mine = 10 * rank;
        MPI_Send(&mine, 1, MPI_INT, 0, 0, team);
    } else {
        for (int i = 1; i < size; i++) {
            MPI_Irecv(&points[i], 1, MPI_INT, MPI_ANY_SOURCE, 0, team, &request[i - 1]); /* A */
        }
        MPI_Waitall(size - 1, request, status);
        for (int i = 1; i < size; i++) {
            printf("team %d, member %d: %d points\n", rank, i, points[i]);
        }
    }
    MPI_Comm_free(&team);
    MPI_Finalize();
    return 0;
}
