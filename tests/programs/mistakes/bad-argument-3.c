/* The ranks form pairs, and the first of each pair sends its price to the second. As
 * dest it gives the partner's number among all ranks, not the one within the pair.
 *
 * at 4: bad-argument 2 MPI_Send A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, pair_rank;
    int price = 0;
    MPI_Comm pair;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank / 2, rank, &pair);
    MPI_Comm_rank(pair, &pair_rank);
    if (pair_rank == 0) {
        price = 100 + rank;
        MPI_Send(&price, 1, MPI_INT, rank + 1, 0, pair); /* A */
    } else {
        MPI_Recv(&price, 1, MPI_INT, 0, 0, pair, MPI_STATUS_IGNORE);
        printf("rank %d: the price is %d\n", rank, price);
    }
    MPI_Comm_free(&pair);
    MPI_Finalize();
    return 0;
}
