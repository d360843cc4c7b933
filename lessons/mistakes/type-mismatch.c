/* Rank 0 sends three prices to rank 1, which prints them.
 * The mistake: they are sent as ints, but received as floats.
 *
 * at 2: type-mismatch 1 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        int price[3] = {5, 8, 12};
        MPI_Send(price, 3, MPI_INT, 1, 0, MPI_COMM_WORLD);
    } else if (rank == 1) {
        float price[3];
        MPI_Recv(price, 3, MPI_FLOAT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
        printf("prices: %g %g %g\n", price[0], price[1], price[2]);
    }
    MPI_Finalize();
    return 0;
}
