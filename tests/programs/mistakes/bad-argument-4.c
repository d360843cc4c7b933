/* Ranks 0 and 1 form a team and add up their points. Rank 2 is in no team, but calls
 * MPI_Allreduce too, on the null communicator.
 *
 * at 3: bad-argument 2 MPI_Allreduce A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;
    int total = 0;
    MPI_Comm team;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank < 2 ? 0 : MPI_UNDEFINED, rank, &team);
    int points = 3 * rank;
    MPI_Allreduce(&points, &total, 1, MPI_INT, MPI_SUM, team); /* A */
    printf("rank %d: the team has %d points\n", rank, total);
    if (team != MPI_COMM_NULL) {
        MPI_Comm_free(&team);
    }
    MPI_Finalize();
    return 0;
}
