/* Rank 0 sends a column of a temperature grid as one vector; the others receive four doubles.
 * The types look different, but both sides have the same signature: four doubles.
 *
 * at: 2 4
 */
#include <mpi.h>

#define ROWS 4
#define COLS 5

int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        double grid[ROWS][COLS];
        MPI_Datatype column;

        for (int i = 0; i < ROWS * COLS; i++) {
            grid[i / COLS][i % COLS] = 10.0 + i;
        }
        MPI_Type_vector(ROWS, 1, COLS, MPI_DOUBLE, &column);
        MPI_Type_commit(&column);
        for (int dest = 1; dest < size; dest++) {
            MPI_Send(&grid[0][dest], 1, column, dest, 0, MPI_COMM_WORLD);
        }
        MPI_Type_free(&column);
    } else {
        double temperatures[ROWS];

        MPI_Recv(temperatures, ROWS, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int row = 0; row < ROWS; row++) {
            if (temperatures[row] != 10.0 + row * COLS + rank) {
                MPI_Abort(MPI_COMM_WORLD, 1);
            }
        }
    }
    MPI_Finalize();
    return 0;
}
