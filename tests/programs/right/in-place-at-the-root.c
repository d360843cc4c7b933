/* In scatter, reduce and gather only the root says MPI_IN_PLACE: its own share stays where it is.
 * The other ranks pass ordinary buffers, so the same call looks different on each side.
 *
 * at: 2 4
 */
#include <mpi.h>
#include <stddef.h>

int main(int argc, char **argv)
{
    int rank, size, row[8] = {0}, mine, sum;
    const int root = 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == root) {
        for (int i = 0; i < size; i++) {
            row[i] = 5 * i;
        }
        MPI_Scatter(row, 1, MPI_INT, MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, root, MPI_COMM_WORLD);
        mine = row[root];
        sum = mine;
        MPI_Reduce(MPI_IN_PLACE, &sum, 1, MPI_INT, MPI_SUM, root, MPI_COMM_WORLD);
        row[root] = mine + 1;
        MPI_Gather(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, row, 1, MPI_INT, root, MPI_COMM_WORLD);
        for (int i = 0; i < size; i++) {
            if (row[i] != 5 * i + 1 || sum != 5 * size * (size - 1) / 2) {
                MPI_Abort(MPI_COMM_WORLD, 1);
            }
        }
    } else {
        MPI_Scatter(NULL, 0, MPI_INT, &mine, 1, MPI_INT, root, MPI_COMM_WORLD);
        MPI_Reduce(&mine, NULL, 1, MPI_INT, MPI_SUM, root, MPI_COMM_WORLD);
        mine++;
        MPI_Gather(&mine, 1, MPI_INT, NULL, 0, MPI_INT, root, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
