/* The first of the even and the first of the odd ranks each tell their half the price of the day.
 * The mistake: those who tell it do not wait for the broadcast, as they know the price already.
 *
 * at 5: request-not-completed 0,1 MPI_Ibcast A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, half_rank, price = 0;
    MPI_Request request;
    MPI_Comm half;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Comm_rank(half, &half_rank);
    if (half_rank == 0) {
        price = 20 + rank;
    }
    MPI_Ibcast(&price, 1, MPI_INT, 0, half, &request); /* A */
    if (half_rank > 0) {
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        printf("rank %d: the price is %d\n", rank, price);
    }
    MPI_Comm_free(&half);
    MPI_Finalize();
    return 0;
}
