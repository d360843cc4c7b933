/* Shops get the price list of the day; the shops that are open add up what they have taken.
 *
 * at: 5
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

#define GOODS 4

static void send_price_list(const double *price, int size)
{
    MPI_Request *request = malloc((size_t)size * sizeof *request);

    for (int dest = 0; dest < size; dest++) {
        request[dest] = MPI_REQUEST_NULL;
        if (dest != 0) {
            MPI_Isend(price, GOODS, MPI_DOUBLE, dest, 0, MPI_COMM_WORLD, &request[dest]);
        }
    }
    for (int dest = 0; dest < size; dest++) {
        MPI_Wait(&request[dest], MPI_STATUS_IGNORE);
    }
    free(request);
}

static double takings(const double *price, int shop)
{
    double sum = 0.0;

    for (int good = 0; good < GOODS; good++) {
        sum += price[good] * (shop + good);
    }
    return sum;
}

int main(int argc, char **argv)
{
    int rank, size;
    double price[2 * GOODS] = {1.50, 0.80, 2.25, 3.00};
    MPI_Comm open_shops;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    if (rank == 0) {
        send_price_list(price, size);
    } else {
        MPI_Recv(price, 2 * GOODS, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }

    int open = rank % 3 != 1;
    MPI_Comm_split(MPI_COMM_WORLD, open ? 0 : MPI_UNDEFINED, -rank, &open_shops);
    if (open_shops != MPI_COMM_NULL) {
        int place, shops;
        double mine = takings(price, rank), all = 0.0;

        MPI_Comm_rank(open_shops, &place);
        MPI_Comm_size(open_shops, &shops);
        MPI_Reduce(&mine, &all, 1, MPI_DOUBLE, MPI_SUM, 0, open_shops);
        if (place == 0) {
            printf("shop %d of %d reports: %d shops open, %.2f taken\n", rank, size, shops, all);
        }
        MPI_Comm_free(&open_shops);
    }

    MPI_Finalize();
    return 0;
}
