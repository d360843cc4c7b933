/* The ranks other than the root pass NULL, -1 and MPI_DATATYPE_NULL where MPI says that an argument
 * is significant only at the root. MPI does not look at them.
 *
 * at: 2 4
 */
#include <mpi.h>
#include <stddef.h>

int main(int argc, char **argv)
{
    int rank, size, all[8], counts[8], places[8], mine = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        for (int i = 0; i < size; i++) {
            all[i] = 20 + i;
            counts[i] = 1;
            places[i] = size - 1 - i;
        }
        MPI_Scatter(all, 1, MPI_INT, &mine, 1, MPI_INT, 0, MPI_COMM_WORLD);
        MPI_Gatherv(&mine, 1, MPI_INT, all, counts, places, MPI_INT, 0, MPI_COMM_WORLD);
        for (int i = 0; i < size; i++) {
            if (all[i] != 20 + size - 1 - i) {
                MPI_Abort(MPI_COMM_WORLD, 1);
            }
        }
    } else {
        MPI_Scatter(NULL, -1, MPI_DATATYPE_NULL, &mine, 1, MPI_INT, 0, MPI_COMM_WORLD);
        MPI_Gatherv(&mine, 1, MPI_INT, NULL, NULL, NULL, MPI_DATATYPE_NULL, 0, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
