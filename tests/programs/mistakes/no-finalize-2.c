/* Rank 0 sends an order to each shop, every hour. An order for 0 pieces closes the shop,
 * which is then gone at once, by exit and without MPI_Finalize: rank 2 in hour 1.
 *
 * at 3: no-finalize 2 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

static void keep_shop(int rank)
{
    int pieces;

    for (int hour = 0; hour < 3; hour++) {
        MPI_Recv(&pieces, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
        if (pieces == 0) {
            exit(EXIT_SUCCESS);
        }
        printf("rank %d: %d pieces\n", rank, pieces);
    }
}

int main(int argc, char **argv)
{
    int rank;
    int orders[5][2] = {{1, 4}, {2, 5}, {1, 3}, {1, 6}, {2, 0}};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        for (int i = 0; i < 5; i++) {
            MPI_Send(&orders[i][1], 1, MPI_INT, orders[i][0], 0, MPI_COMM_WORLD);
        }
    } else {
        keep_shop(rank);
    }
    MPI_Finalize();
    return 0;
}
