/* The even ranks are a team whose first member tells the others the score, then waits for the thanks of the
 * last one, who says thanks before it listens.
 *
 * at 5: unsafe-collective 0,2 MPI_Bcast A; unsafe-collective 4 MPI_Ssend B
 */
#include <mpi.h>
#include <stddef.h>

int main(void)
{
    int rank, me, size, score = 0, thanks = 1;
    MPI_Comm team;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &team);
    MPI_Comm_rank(team, &me);
    MPI_Comm_size(team, &size);
    if (rank % 2 == 0) {
        if (me == size - 1) {
            MPI_Ssend(&thanks, 1, MPI_INT, 0, 0, team); /* B */
        }
        MPI_Bcast(&score, 1, MPI_INT, 0, team); /* A */
        if (me == 0) {
            MPI_Recv(&thanks, 1, MPI_INT, size - 1, 0, team, MPI_STATUS_IGNORE);
        }
    }
    MPI_Comm_free(&team);
    MPI_Finalize();
    return 0;
}
