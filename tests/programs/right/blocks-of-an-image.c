/* Every rank sends its block of an image as plain pixels; rank 0 puts it in place by a subarray or,
 * for the last rank, by a darray type. Count 1 meets many, but each pair of signatures agrees.
 *
 * at: 2 4
 */
#include <mpi.h>

#define WIDTH 8

int main(int argc, char **argv)
{
    const int none = MPI_DISTRIBUTE_DFLT_DARG, dargs[2] = {none, none}, sizes[2] = {2, WIDTH};
    const int distribs[2] = {MPI_DISTRIBUTE_NONE, MPI_DISTRIBUTE_BLOCK};
    unsigned char image[2][WIDTH], block[2 * WIDTH];
    int rank, size;
    MPI_Datatype part, pixel = MPI_UNSIGNED_CHAR;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int columns = WIDTH / size, grid[2] = {1, size}, subsizes[2] = {2, columns};
    for (int i = 0; i < 2 * columns; i++) {
        block[i] = (unsigned char)(10 * rank + i / columns);
    }
    MPI_Isend(block, 2 * columns, pixel, 0, 0, MPI_COMM_WORLD, &request);
    for (int source = 0; rank == 0 && source < size; source++) {
        int starts[2] = {0, source * columns};
        if (source == size - 1) {
            MPI_Type_create_darray(size, source, 2, sizes, distribs, dargs, grid, MPI_ORDER_C,
                                   pixel, &part);
        } else {
            MPI_Type_create_subarray(2, sizes, subsizes, starts, MPI_ORDER_C, pixel, &part);
        }
        MPI_Type_commit(&part);
        MPI_Recv(image, 1, part, source, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Type_free(&part);
    }
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    if (rank == 0 && (image[0][0] != 0 || image[1][WIDTH - 1] != 10 * (size - 1) + 1)) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
