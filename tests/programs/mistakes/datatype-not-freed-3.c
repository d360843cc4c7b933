/* The first of the even and of the odd ranks each share out an image, one column to each of theirs.
 * The mistake: the resized datatype is freed, but the vector it was made of is not.
 *
 * at 5: datatype-not-freed 0,1 MPI_Type_vector A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, half_rank, image[2][3] = {{1, 2, 3}, {4, 5, 6}}, pixel[2];
    MPI_Datatype vector, column = MPI_DATATYPE_NULL;
    MPI_Comm half;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Comm_rank(half, &half_rank);
    if (half_rank == 0) {
        MPI_Type_vector(2, 1, 3, MPI_INT, &vector); /* A */
        MPI_Type_create_resized(vector, 0, sizeof(int), &column);
        MPI_Type_commit(&column);
    }
    MPI_Scatter(image, 1, column, pixel, 2, MPI_INT, 0, half);
    printf("rank %d: column %d %d\n", rank, pixel[0], pixel[1]);
    if (half_rank == 0) {
        MPI_Type_free(&column);
    }
    MPI_Comm_free(&half);
    MPI_Finalize();
    return 0;
}
