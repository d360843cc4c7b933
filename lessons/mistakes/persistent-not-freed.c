/* Rank 0 sends its price to rank 1 on three days by one persistent request.
 * The mistake: the request is never freed.
 *
 * at 2: persistent-not-freed 0 MPI_Send_init A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, price = 30;
    MPI_Request request;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Send_init(&price, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &request); /* A */
        for (int day = 0; day < 3; day++) {
            MPI_Start(&request);
            MPI_Wait(&request, MPI_STATUS_IGNORE);
        }
    } else if (rank == 1) {
        for (int day = 0; day < 3; day++) {
            MPI_Recv(&price, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            printf("day %d: price %d\n", day, price);
        }
    }
    MPI_Finalize();
    return 0;
}
