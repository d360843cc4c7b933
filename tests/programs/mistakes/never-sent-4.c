/* Rank 0 sends a price to rank 1 with tag 1, but rank 1 receives with tag 2. The
 * receive waits for a message that never comes, and the price is left lying.
 *
 * at 2: never-received 0 MPI_Send A; never-sent 1 MPI_Recv B
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;
    int price = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        price = 100;
        MPI_Send(&price, 1, MPI_INT, 1, 1, MPI_COMM_WORLD); /* A */
    } else {
        MPI_Recv(&price, 1, MPI_INT, 0, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* B */
        printf("the price is %d\n", price);
    }
    MPI_Finalize();
    return 0;
}
