/* Rank 0 sends today's price to rank 1, and then sets the price of tomorrow.
 * The mistake: it changes the price before it has waited for the send.
 *
 * at 2: buffer-in-use 0 MPI_Isend A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, price = 4;
    MPI_Request request;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Isend(&price, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &request);
        price = 5; /* A */
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    } else if (rank == 1) {
        MPI_Recv(&price, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    printf("rank %d: price %d\n", rank, price);
    MPI_Finalize();
    return 0;
}
