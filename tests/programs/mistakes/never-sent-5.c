/* Ranks 0 and 1 form a pair with its own communicator. Rank 0 sends its votes there, but
 * rank 1 receives in MPI_COMM_WORLD, where no message comes.
 *
 * at 3: never-received 0 MPI_Send A; never-sent 1 MPI_Recv B
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;
    int votes = 0;
    MPI_Comm pair;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank < 2 ? 0 : MPI_UNDEFINED, rank, &pair);
    if (rank == 0) {
        votes = 100;
        MPI_Send(&votes, 1, MPI_INT, 1, 0, pair); /* A */
    } else if (rank == 1) {
        MPI_Recv(&votes, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* B */
        printf("rank 1 heard of %d votes\n", votes);
    }
    if (pair != MPI_COMM_NULL) {
        MPI_Comm_free(&pair);
    }
    MPI_Finalize();
    return 0;
}
