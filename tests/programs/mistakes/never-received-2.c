/* Polling stations send their votes to rank 0, and a protest besides if many votes were spoiled.
 * The mistake: rank 0 looks for the protest under the tag of the votes and never finds it.
 *
 * at 4: never-received 2 MPI_Send A
 */
#include <mpi.h>
#include <stdio.h>

enum { VOTES = 1, PROTEST = 2 };

static void protest(int spoiled)
{
    MPI_Send(&spoiled, 1, MPI_INT, 0, PROTEST, MPI_COMM_WORLD); /* A */
}

int main(void)
{
    int rank, size, votes, spoiled, flag;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank > 0) {
        votes = 100 + rank;
        spoiled = rank == 2 ? 40 : 3;
        if (spoiled > 10) {
            protest(spoiled);
        }
        MPI_Send(&votes, 1, MPI_INT, 0, VOTES, MPI_COMM_WORLD);
    } else {
        for (int source = 1; source < size; source++) {
            MPI_Recv(&votes, 1, MPI_INT, source, VOTES, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            printf("station %d: %d votes\n", source, votes);
            MPI_Iprobe(source, VOTES, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
            if (flag) {
                MPI_Recv(&spoiled, 1, MPI_INT, source, PROTEST, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
                printf("station %d protests: %d votes were spoiled\n", source, spoiled);
            }
        }
    }
    MPI_Finalize();
    return 0;
}
