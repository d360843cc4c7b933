/* An image is mirrored: each rank swaps its row with the rank at the other end. At an
 * odd size the rank in the middle swaps with itself, and sends before it receives.
 *
 * at 3: unsafe-send 1 MPI_Send A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size;
    int row[4], mirrored[4];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 0; i < 4; i++) {
        row[i] = 10 * rank + i;
    }
    int partner = size - 1 - rank;
    if (rank <= partner) {
        MPI_Send(row, 4, MPI_INT, partner, 0, MPI_COMM_WORLD); /* A */
        MPI_Recv(mirrored, 4, MPI_INT, partner, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else {
        MPI_Recv(mirrored, 4, MPI_INT, partner, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Send(row, 4, MPI_INT, partner, 0, MPI_COMM_WORLD);
    }
    printf("rank %d: the row begins with %d\n", rank, mirrored[0]);
    MPI_Finalize();
    return 0;
}
