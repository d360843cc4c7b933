/* Rank 0 sends a price to rank 1 by a buffered send, for which it attaches a buffer.
 * The mistake: the buffer is never detached.
 *
 * at 2: buffer-not-detached 0 MPI_Buffer_attach A
 */
#include <mpi.h>
#include <stdio.h>

static char space[100 + MPI_BSEND_OVERHEAD];

int main(void)
{
    int rank, price = 15;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Buffer_attach(space, sizeof(space)); /* A */
        MPI_Bsend(&price, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    } else if (rank == 1) {
        MPI_Recv(&price, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("the price is %d\n", price);
    }
    MPI_Finalize();
    return 0;
}
