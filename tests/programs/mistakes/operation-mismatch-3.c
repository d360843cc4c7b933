/* The even and the odd ranks form two teams, and each runner wants the time from
 * the start to the end of its leg. Rank 2 multiplies where its team adds.
 *
 * at 5: operation-mismatch 2 MPI_Scan A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;
    int until = 0;
    MPI_Comm team;
    MPI_Op operation = MPI_SUM;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &team);
    int seconds = 50 + rank;
    if (rank == 2) {
        operation = MPI_PROD;
    }
    MPI_Scan(&seconds, &until, 1, MPI_INT, operation, team); /* A */
    printf("rank %d arrives after %d seconds\n", rank, until);
    MPI_Comm_free(&team);
    MPI_Finalize();
    return 0;
}
