/* Rank 0 broadcasts the price and only then receives the order of rank 1, which is sent before rank 1 comes to
 * the broadcast. It works as long as the broadcast lets the root go before the others have come.
 *
 * at 2: unsafe-collective 0 MPI_Bcast A; unsafe-collective 1 MPI_Ssend B
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, price = 0, order = 5;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        price = 12;
        MPI_Bcast(&price, 1, MPI_INT, 0, MPI_COMM_WORLD); /* A */
        MPI_Recv(&order, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("%d ordered at %d each\n", order, price);
    } else if (rank == 1) {
        MPI_Ssend(&order, 1, MPI_INT, 0, 0, MPI_COMM_WORLD); /* B */
        MPI_Bcast(&price, 1, MPI_INT, 0, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
