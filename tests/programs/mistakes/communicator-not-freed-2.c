/* Two towns of two ranks each hold three elections, counted in a communicator of the town.
 * The mistake: if nobody voted in a town, the function returns before it frees the communicator.
 *
 * at 4: communicator-not-freed 2,3 MPI_Comm_split A
 */
#include <mpi.h>
#include <stdio.h>

static int count_votes(int rank, int votes)
{
    int total;
    MPI_Comm town;

    MPI_Comm_split(MPI_COMM_WORLD, rank / 2, rank, &town); /* A */
    MPI_Allreduce(&votes, &total, 1, MPI_INT, MPI_SUM, town);
    if (total == 0) {
        return 0;
    }
    MPI_Comm_free(&town);
    return total;
}

int main(void)
{
    int rank, votes, total;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int year = 0; year < 3; year++) {
        votes = year == 1 && rank > 1 ? 0 : 50 + rank;
        total = count_votes(rank, votes);
        printf("rank %d, year %d: %d votes in my town\n", rank, year, total);
    }
    MPI_Finalize();
    return 0;
}
