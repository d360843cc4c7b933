/* The even ranks add up their votes, and set their own count back to 0 for the next election.
 * The mistake: they do so before they have waited for the sum.
 *
 * at 5: buffer-in-use 0,2,4 MPI_Iallreduce A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, votes, total = 0;
    MPI_Request request;
    MPI_Comm half;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2 == 0 ? 0 : MPI_UNDEFINED, rank, &half);
    if (half != MPI_COMM_NULL) {
        votes = 10 + rank;
        MPI_Iallreduce(&votes, &total, 1, MPI_INT, MPI_SUM, half, &request);
        votes = 0; /* A */
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        printf("rank %d: %d votes in all, now back to %d\n", rank, total, votes);
        MPI_Comm_free(&half);
    }
    MPI_Finalize();
    return 0;
}
