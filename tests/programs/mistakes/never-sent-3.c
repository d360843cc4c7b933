/* The even and the odd ranks form two teams, whose first rank sends the task to the rest.
 * It takes half the ranks as the size of its team: at 5 the even team has one more.
 *
 * at 5: never-sent 4 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, team_rank;
    int task = 0;
    MPI_Comm team;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &team);
    MPI_Comm_rank(team, &team_rank);
    if (team_rank == 0) {
        task = 10 + rank;
        for (int dest = 1; dest < size / 2; dest++) {
            MPI_Send(&task, 1, MPI_INT, dest, 0, team);
        }
    } else {
        MPI_Recv(&task, 1, MPI_INT, 0, 0, team, MPI_STATUS_IGNORE); /* A */
    }
    printf("rank %d has task %d\n", rank, task);
    MPI_Comm_free(&team);
    MPI_Finalize();
    return 0;
}
