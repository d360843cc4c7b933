/* In each pair the even rank sends its price to the odd one. At an odd size the last rank
 * has no partner: it finalizes at once, but then still calls MPI_Send (to MPI_PROC_NULL).
 *
 * at 3: after-finalize 2 MPI_Send A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size;
    int price = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int partner = rank % 2 == 0 ? rank + 1 : rank - 1;
    if (partner == size) {
        partner = MPI_PROC_NULL;
        MPI_Finalize();
    }
    if (rank % 2 == 0) {
        price = 100 + rank;
        MPI_Send(&price, 1, MPI_INT, partner, 0, MPI_COMM_WORLD); /* A */
    } else {
        MPI_Recv(&price, 1, MPI_INT, partner, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("rank %d: the price is %d\n", rank, price);
    }
    if (partner != MPI_PROC_NULL) {
        MPI_Finalize();
    }
    return 0;
}
