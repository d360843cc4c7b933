/* On a line with open ends every rank sends a column by a vector and receives four ints, one type
 * per direction. Beyond the ends there is MPI_PROC_NULL, and that side's buffer stays as it was.
 *
 * at: 1 2 4
 */
#include <mpi.h>

#define ROWS 4

int main(int argc, char **argv)
{
    int rank, size, dims[1], periods[1] = {0}, field[ROWS][3];
    int halo[2][ROWS] = {{-1, -1, -1, -1}, {-1, -1, -1, -1}};
    int send_counts[2] = {1, 1}, counts[2] = {ROWS, ROWS}, left, right;
    MPI_Aint send_places[2] = {0, 2 * sizeof(int)}, places[2] = {0, ROWS * sizeof(int)};
    MPI_Datatype column, send_types[2], types[2] = {MPI_INT, MPI_INT};
    MPI_Comm line;

    MPI_Init(&argc, &argv);
    MPI_Comm_size(MPI_COMM_WORLD, &dims[0]);
    size = dims[0];
    MPI_Cart_create(MPI_COMM_WORLD, 1, dims, periods, 1, &line);
    MPI_Comm_rank(line, &rank);
    for (int i = 0; i < 3 * ROWS; i++) {
        field[i / 3][i % 3] = 100 * rank + i;
    }
    MPI_Type_vector(ROWS, 1, 3, MPI_INT, &column);
    MPI_Type_commit(&column);
    send_types[0] = send_types[1] = column;
    MPI_Neighbor_alltoallw(field, send_counts, send_places, send_types, halo, counts, places, types,
                           line);
    MPI_Cart_shift(line, 0, 1, &left, &right);
    if (halo[0][3] != (left == MPI_PROC_NULL ? -1 : 100 * (rank - 1) + 11) ||
        halo[1][0] != (rank == size - 1 ? -1 : 100 * (rank + 1))) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Type_free(&column);
    MPI_Comm_free(&line);
    MPI_Finalize();
    return 0;
}
