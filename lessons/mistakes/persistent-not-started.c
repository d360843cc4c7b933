/* Rank 0 is to send a temperature to rank 1 by persistent requests, which both of them make.
 * The mistake: neither calls MPI_Start, so nothing is sent, and rank 1 prints its old value 0.
 *
 * at 2: persistent-not-started 0 MPI_Send_init A; persistent-not-started 1 MPI_Recv_init B
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, degrees;
    MPI_Request request = MPI_REQUEST_NULL;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        degrees = 21;
        MPI_Send_init(&degrees, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &request); /* A */
    } else {
        degrees = 0;
        MPI_Recv_init(&degrees, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, &request); /* B */
    }
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    printf("rank %d: %d degrees\n", rank, degrees);
    MPI_Request_free(&request);
    MPI_Finalize();
    return 0;
}
