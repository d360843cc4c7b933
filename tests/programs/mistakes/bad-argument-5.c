/* Rank 0 sends 100 prices with MPI_Bsend. It attaches a buffer of 100 bytes (and the
 * overhead): it forgot that each price takes sizeof(double) bytes.
 *
 * at 2: bad-argument 0 MPI_Bsend A
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank;
    int count = 100;
    double prices[100] = {0.0};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        int bytes = count + MPI_BSEND_OVERHEAD;
        void *buffer = malloc(bytes);
        MPI_Buffer_attach(buffer, bytes);
        MPI_Bsend(prices, count, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD); /* A */
        MPI_Buffer_detach(&buffer, &bytes);
        free(buffer);
    } else {
        MPI_Recv(prices, count, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("the first price is %.2f\n", prices[0]);
    }
    MPI_Finalize();
    return 0;
}
