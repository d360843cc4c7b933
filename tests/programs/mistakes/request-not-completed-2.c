/* Rank 0 sends each other rank its row of an image.
 * The mistake: it sends size - 1 rows, but waits for the first size - 2 only: the last is left.
 *
 * at 4: request-not-completed 0 MPI_Isend A
 */
#include <mpi.h>
#include <stdio.h>

static void send_rows(int image[][3], int size)
{
    MPI_Request request[3];
    MPI_Status status[3];

    for (int dest = 1; dest < size; dest++) {
        MPI_Isend(image[dest - 1], 3, MPI_INT, dest, 0, MPI_COMM_WORLD, &request[dest - 1]); /* A */
    }
    MPI_Waitall(size - 2, request, status);
}

int main(void)
{
    int rank, size, image[3][3] = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, row[3];

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        send_rows(image, size);
    } else {
        MPI_Recv(row, 3, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("rank %d: %d %d %d\n", rank, row[0], row[1], row[2]);
    }
    MPI_Finalize();
    return 0;
}
