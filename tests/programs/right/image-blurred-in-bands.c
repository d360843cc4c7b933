/* Blur an image several times: bands of rows, one ghost row above and one below.
 *
 * at: 4
 */
#include <mpi.h>
#include <stdio.h>
#include <string.h>

#define ROWS 6
#define WIDTH 24
#define PASSES 5

static void blur_row(int image[][WIDTH], int out[][WIDTH], int row)
{
    for (int j = 0; j < WIDTH; j++) {
        int west = j > 0 ? j - 1 : j;
        int east = j < WIDTH - 1 ? j + 1 : j;
        out[row][j] = (image[row - 1][j] + image[row + 1][j] + image[row][west] + image[row][east] +
                       4 * image[row][j]) /
                      8;
    }
}

int main(int argc, char **argv)
{
    int rank, size;
    int image[ROWS + 2][WIDTH] = {{0}}, out[ROWS + 2][WIDTH];
    MPI_Request request[4];
    MPI_Status status[4];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    int above = rank == 0 ? MPI_PROC_NULL : rank - 1;
    int below = rank == size - 1 ? MPI_PROC_NULL : rank + 1;

    for (int i = 1; i <= ROWS; i++) {
        for (int j = 0; j < WIDTH; j++) {
            image[i][j] = (rank * ROWS + i + j) % 8 < 4 ? 255 : 0;
        }
    }
    MPI_Recv_init(image[0], WIDTH, MPI_INT, above, 1, MPI_COMM_WORLD, &request[0]);
    MPI_Recv_init(image[ROWS + 1], WIDTH, MPI_INT, below, 2, MPI_COMM_WORLD, &request[1]);
    MPI_Send_init(image[1], WIDTH, MPI_INT, above, 2, MPI_COMM_WORLD, &request[2]);
    MPI_Send_init(image[ROWS], WIDTH, MPI_INT, below, 1, MPI_COMM_WORLD, &request[3]);

    for (int pass = 0; pass < PASSES; pass++) {
        MPI_Startall(4, request);
        for (int row = 2; row < ROWS; row++) {
            blur_row(image, out, row);
        }
        MPI_Waitall(4, request, status);
        blur_row(image, out, 1);
        blur_row(image, out, ROWS);
        memcpy(image[1], out[1], sizeof(int) * ROWS * WIDTH);
    }
    for (int i = 0; i < 4; i++) {
        MPI_Request_free(&request[i]);
    }

    long sum = 0, total = 0;
    for (int i = 1; i <= ROWS; i++) {
        for (int j = 0; j < WIDTH; j++) {
            sum += image[i][j];
        }
    }
    MPI_Allreduce(&sum, &total, 1, MPI_LONG, MPI_SUM, MPI_COMM_WORLD);
    if (rank == size - 1) {
        printf("mean grey value %.2f\n", (double)total / ((double)size * ROWS * WIDTH));
    }
    MPI_Finalize();
    return 0;
}
