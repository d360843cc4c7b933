/* On three days each even rank sends a price to the odd rank after it, each day by new requests.
 * The mistake: the requests of the first day are not started.
 *
 * at 4: persistent-not-started 0,2 MPI_Send_init A; persistent-not-started 1,3 MPI_Recv_init B
 */
#include <mpi.h>
#include <stdio.h>

static int trade(int rank, int price, int day)
{
    MPI_Request request;

    if (rank % 2 == 0) {
        MPI_Send_init(&price, 1, MPI_INT, rank + 1, day, MPI_COMM_WORLD, &request); /* A */
    } else {
        MPI_Recv_init(&price, 1, MPI_INT, rank - 1, day, MPI_COMM_WORLD, &request); /* B */
    }
    if (day > 0) {
        MPI_Start(&request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
    MPI_Request_free(&request);
    return price;
}

int main(void)
{
    int rank, price;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int day = 0; day < 3; day++) {
        price = trade(rank, rank % 2 == 0 ? 10 * rank + day + 1 : 0, day);
        printf("rank %d, day %d: price %d\n", rank, day, price);
    }
    MPI_Finalize();
    return 0;
}
