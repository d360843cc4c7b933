/* In three rounds bidders send their bids to rank 0, and the last bid received in a round wins it.
 * The mistake: in the last round the bids are taken from any source, so that chance chooses.
 *
 * at 4: message-race 0 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>

static int last_bid(int size, int round)
{
    int bid = 0;

    for (int i = 1; i < size; i++) {
        int source = round < 2 ? i : MPI_ANY_SOURCE;
        MPI_Recv(&bid, 1, MPI_INT, source, round, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    }
    return bid;
}

int main(void)
{
    int rank, size, bid;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int round = 0; round < 3; round++) {
        if (rank == 0) {
            printf("round %d: sold for %d\n", round, last_bid(size, round));
        } else {
            bid = 100 * round + rank;
            MPI_Send(&bid, 1, MPI_INT, 0, round, MPI_COMM_WORLD);
        }
    }
    MPI_Finalize();
    return 0;
}
