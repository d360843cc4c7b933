/* Rank 0 sends an image to rank 1 column by column, making a datatype for every column.
 * The mistake: after the last column the loop is left before the datatype is freed.
 *
 * at 2: datatype-not-freed 0 MPI_Type_vector A
 */
#include <mpi.h>
#include <stdio.h>

static void send_columns(int image[2][3])
{
    MPI_Datatype column;

    for (int i = 0;; i++) {
        MPI_Type_vector(2, 1, 3, MPI_INT, &column); /* A */
        MPI_Type_commit(&column);
        MPI_Send(&image[0][i], 1, column, 1, i, MPI_COMM_WORLD);
        if (i == 2) {
            break;
        }
        MPI_Type_free(&column);
    }
}

int main(void)
{
    int rank, image[2][3] = {{1, 2, 3}, {4, 5, 6}}, pixel[2];

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        send_columns(image);
    } else if (rank == 1) {
        for (int i = 0; i < 3; i++) {
            MPI_Recv(pixel, 2, MPI_INT, 0, i, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            printf("column %d: %d %d\n", i, pixel[0], pixel[1]);
        }
    }
    MPI_Finalize();
    return 0;
}
