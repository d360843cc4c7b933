/* While the outer columns of the grid are being received, the rank writes and reads the inner ones.
 * The vector type covers only the outer columns, so the pending receive is not disturbed.
 *
 * at: 1 2 4
 */
#include <mpi.h>

#define ROWS 6
#define COLS 4

int main(int argc, char **argv)
{
    int rank, size, grid[ROWS][COLS], sum = 0;
    MPI_Datatype column;
    MPI_Request requests[4];
    MPI_Status statuses[4];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    for (int row = 0; row < ROWS; row++) {
        grid[row][1] = grid[row][2] = rank;
    }
    MPI_Type_vector(ROWS, 1, COLS, MPI_INT, &column);
    MPI_Type_commit(&column);
    MPI_Irecv(&grid[0][0], 1, column, left, 0, MPI_COMM_WORLD, &requests[0]);
    MPI_Irecv(&grid[0][3], 1, column, right, 1, MPI_COMM_WORLD, &requests[1]);
    MPI_Isend(&grid[0][2], 1, column, right, 0, MPI_COMM_WORLD, &requests[2]);
    MPI_Isend(&grid[0][2], 1, column, left, 1, MPI_COMM_WORLD, &requests[3]);
    for (int row = 0; row < ROWS; row++) {
        grid[row][1] = grid[row][2] + 1;
    }
    MPI_Waitall(4, requests, statuses);
    for (int row = 0; row < ROWS; row++) {
        sum += grid[row][0] + grid[row][1] + grid[row][3];
    }
    if (sum != ROWS * (left + rank + 1 + right)) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Type_free(&column);
    MPI_Finalize();
    return 0;
}
