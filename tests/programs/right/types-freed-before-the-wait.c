/* The column type is made by way of a type that is never committed, and both are freed while the
 * transfer is pending. Only the type in the call must be committed, and freeing it is deferred.
 *
 * at: 1 2 4
 */
#include <mpi.h>

#define ROWS 5

int main(int argc, char **argv)
{
    int rank, size, image[ROWS][6] = {{0}};
    MPI_Datatype pair, columns;
    MPI_Request requests[2];
    MPI_Status statuses[2];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    for (int row = 0; row < ROWS; row++) {
        image[row][3] = 10 * rank + row;
        image[row][4] = -image[row][3];
    }
    MPI_Type_contiguous(2, MPI_INT, &pair);
    MPI_Type_vector(ROWS, 1, 3, pair, &columns);
    MPI_Type_free(&pair);
    MPI_Type_commit(&columns);
    MPI_Irecv(&image[0][0], 1, columns, left, 0, MPI_COMM_WORLD, &requests[0]);
    MPI_Isend(&image[0][3], 1, columns, right, 0, MPI_COMM_WORLD, &requests[1]);
    MPI_Type_free(&columns);
    MPI_Waitall(2, requests, statuses);
    for (int row = 0; row < ROWS; row++) {
        if (image[row][0] != 10 * left + row || image[row][1] != -image[row][0] ||
            image[row][2] != 0 || columns != MPI_DATATYPE_NULL) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Finalize();
    return 0;
}
