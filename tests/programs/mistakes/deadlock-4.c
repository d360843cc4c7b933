/* Ranks 0 and 1 each wait for the other's half. All others wait at the barrier for these two,
 * which is not a mistake of theirs.
 *
 * at 4: deadlock 0,1 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>

static int exchange(int mine, int other)
{
    int theirs;
    MPI_Recv(&theirs, 1, MPI_INT, other, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Send(&mine, 1, MPI_INT, other, 0, MPI_COMM_WORLD);
    return mine + theirs;
}

int main(void)
{
    int rank;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank < 2) {
        printf("rank %d: %d\n", rank, exchange(10 + rank, 1 - rank));
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
