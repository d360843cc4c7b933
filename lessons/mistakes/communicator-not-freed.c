/* The even and the odd ranks are two teams, and each team adds up its points.
 * The mistake: the communicator of the team is never freed.
 *
 * at 4: communicator-not-freed 0-3 MPI_Comm_split A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, points, total;
    MPI_Comm team;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &team); /* A */
    points = 10 * rank;
    MPI_Allreduce(&points, &total, 1, MPI_INT, MPI_SUM, team);
    printf("rank %d: my team has %d points\n", rank, total);
    MPI_Finalize();
    return 0;
}
