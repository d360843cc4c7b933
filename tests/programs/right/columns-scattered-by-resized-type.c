/* The columns of a table are scattered: a vector shrunk to the extent of one int, so that the next
 * column starts one int later. The items interleave in memory, but no element is in two of them.
 *
 * at: 1 4
 */
#include <mpi.h>

#define ROWS 3

int main(int argc, char **argv)
{
    int rank, size, table[ROWS][8], column[ROWS];
    MPI_Datatype wide, narrow;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 0; i < 8 * ROWS; i++) {
        table[i / 8][i % 8] = rank == 0 ? i : -1;
    }
    MPI_Type_vector(ROWS, 1, 8, MPI_INT, &wide);
    MPI_Type_create_resized(wide, 0, sizeof(int), &narrow);
    MPI_Type_commit(&narrow);
    MPI_Scatter(table, 1, narrow, column, ROWS, MPI_INT, 0, MPI_COMM_WORLD);
    for (int row = 0; row < ROWS; row++) {
        if (column[row] != 8 * row + rank) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
        column[row] += 100;
    }
    MPI_Gather(column, ROWS, MPI_INT, table, 1, narrow, 0, MPI_COMM_WORLD);
    if (rank == 0 && (table[2][size - 1] != 115 + size || table[0][7] != 7)) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Type_free(&narrow);
    MPI_Type_free(&wide);
    MPI_Finalize();
    return 0;
}
