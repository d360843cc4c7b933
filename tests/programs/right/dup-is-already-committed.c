/* The duplicate of a committed type is used without a commit of its own, which it does not need.
 * The type that MPI_Type_get_contents hands out is a new handle and is therefore freed as well.
 *
 * at: 1 2 4
 * simgrid: found; its envelope of a copied type is not what MPI 4.0, 5.1.13 says.
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, seats[8], taken[6], starts[3] = {6, 0, 3};
    int integers, addresses, types, combiner;
    MPI_Datatype rows, copy, inner;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 0; i < 8; i++) {
        seats[i] = 10 * rank + i;
    }
    MPI_Type_create_indexed_block(3, 2, starts, MPI_INT, &rows);
    MPI_Type_commit(&rows);
    MPI_Type_dup(rows, &copy);
    MPI_Type_free(&rows);
    MPI_Type_get_envelope(copy, &integers, &addresses, &types, &combiner);
    if (combiner != MPI_COMBINER_DUP || integers != 0 || addresses != 0 || types != 1) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Type_get_contents(copy, 0, 0, 1, &integers, (MPI_Aint[]){0}, &inner);
    MPI_Type_free(&inner);

    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    MPI_Sendrecv(seats, 1, copy, right, 0, taken, 6, MPI_INT, left, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    MPI_Type_free(&copy);
    if (taken[0] != 10 * left + 6 || taken[2] != 10 * left || taken[5] != 10 * left + 4) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
