/* The even and the odd ranks are two chains of shops; each shop sends its stock to the first one.
 * The mistake: the first one stops receiving at an empty shop, though others may come after it.
 *
 * at 5: never-received 4 MPI_Send A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, chain_rank, chain_size, stock;
    MPI_Comm chain;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &chain);
    MPI_Comm_rank(chain, &chain_rank);
    MPI_Comm_size(chain, &chain_size);
    if (chain_rank > 0) {
        stock = rank == 2 ? 0 : 10 * rank;
        MPI_Send(&stock, 1, MPI_INT, 0, 0, chain); /* A */
    } else {
        stock = 1;
        for (int source = 1; source < chain_size && stock > 0; source++) {
            MPI_Recv(&stock, 1, MPI_INT, source, 0, chain, MPI_STATUS_IGNORE);
            printf("chain %d, shop %d: %d in stock\n", rank, source, stock);
        }
    }
    MPI_Comm_free(&chain);
    MPI_Finalize();
    return 0;
}
