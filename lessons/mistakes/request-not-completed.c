/* Rank 0 sends a price to rank 1, which prints it.
 * The mistake: rank 0 starts a nonblocking send, but never waits for it to be completed.
 *
 * at 2: request-not-completed 0 MPI_Isend A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, price = 25;
    MPI_Request request;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Isend(&price, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &request); /* A */
    } else if (rank == 1) {
        MPI_Recv(&price, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("the price is %d\n", price);
    }
    MPI_Finalize();
    return 0;
}
