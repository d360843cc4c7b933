/* Every rank gives one contiguous type of five ints; the root takes five ints from each rank.
 * Send count 1 and receive count 5 disagree in number, not in signature.
 *
 * at: 1 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, marks[5], table[4][5];
    MPI_Datatype row;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 0; i < 5; i++) {
        marks[i] = 10 * rank + i;
    }
    MPI_Type_contiguous(5, MPI_INT, &row);
    MPI_Type_commit(&row);
    MPI_Gather(marks, 1, row, table, 5, MPI_INT, 0, MPI_COMM_WORLD);
    MPI_Type_free(&row);
    for (int source = 0; rank == 0 && source < size; source++) {
        if (table[source][0] != 10 * source || table[source][4] != 10 * source + 4) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Finalize();
    return 0;
}
