/* The root broadcasts the diagonal of its matrix as one vector; the others receive four ints.
 * Broadcast asks for equal signatures only, so counts and types may differ between ranks.
 *
 * at: 2 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, matrix[4][4], diagonal[4], sum = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Datatype stride;

        for (int i = 0; i < 16; i++) {
            matrix[i / 4][i % 4] = i;
        }
        MPI_Type_vector(4, 1, 5, MPI_INT, &stride);
        MPI_Type_commit(&stride);
        MPI_Bcast(matrix, 1, stride, 0, MPI_COMM_WORLD);
        MPI_Type_free(&stride);
        for (int i = 0; i < 4; i++) {
            diagonal[i] = matrix[i][i];
        }
    } else {
        MPI_Bcast(diagonal, 4, MPI_INT, 0, MPI_COMM_WORLD);
    }
    for (int i = 0; i < 4; i++) {
        sum += diagonal[i];
    }
    if (sum != 30) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
