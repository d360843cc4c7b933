/* Rank 0 sends rank 1 two adjacent pixels, then two with a gap between them.
 * The mistake: a datatype is made for each step, but only the one of the first step is committed.
 *
 * at 2: datatype-not-committed 0 MPI_Send A
 */
#include <mpi.h>
#include <stdio.h>

static void send_pixels(int *row, int step)
{
    MPI_Datatype pixels;

    MPI_Type_vector(2, 1, step, MPI_INT, &pixels);
    if (step == 1) {
        MPI_Type_commit(&pixels);
    }
    MPI_Send(row, 1, pixels, 1, step, MPI_COMM_WORLD); /* A */
    MPI_Type_free(&pixels);
}

int main(void)
{
    int rank, row[3] = {10, 20, 30}, pixel[2];

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int step = 1; step <= 2; step++) {
        if (rank == 0) {
            send_pixels(row, step);
        } else if (rank == 1) {
            MPI_Recv(pixel, 2, MPI_INT, 0, step, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            printf("step %d: %d %d\n", step, pixel[0], pixel[1]);
        }
    }
    MPI_Finalize();
    return 0;
}
