/* Rank 0 sends an image row to rank 1 as one element of a datatype of three ints.
 * The mistake: the datatype is never freed.
 *
 * at 2: datatype-not-freed 0,1 MPI_Type_contiguous A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, pixel[3] = {7, 8, 9};
    MPI_Datatype row;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Type_contiguous(3, MPI_INT, &row); /* A */
    MPI_Type_commit(&row);
    if (rank == 0) {
        MPI_Send(pixel, 1, row, 1, 0, MPI_COMM_WORLD);
    } else if (rank == 1) {
        MPI_Recv(pixel, 1, row, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("pixels: %d %d %d\n", pixel[0], pixel[1], pixel[2]);
    }
    MPI_Finalize();
    return 0;
}
