/* The even and the odd ranks form two teams, in which each learns the votes of all. The
 * array has room for two: too few at 5 processes, when the even team has three ranks.
 *
 * at 5: overrun 0,2,4 MPI_Allgather A
 */
#include <mpi.h>
#include <stdio.h>

int team_votes[2];

int main(int argc, char **argv)
{
    int rank;
    MPI_Comm team;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &team);
    int votes = 100 + rank;
    MPI_Allgather(&votes, 1, MPI_INT, team_votes, 1, MPI_INT, team); /* A */
    printf("rank %d: the team begins with %d votes\n", rank, team_votes[0]);
    MPI_Comm_free(&team);
    MPI_Finalize();
    return 0;
}
