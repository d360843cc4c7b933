/* Every rank sends three colours of one contiguous type and receives nine ints from the left.
 * The counts differ (3 and 9), yet the signatures on both sides are nine ints.
 *
 * at: 1 2 5
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, count, pixels[3][3], received[9];
    MPI_Datatype colour;
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 0; i < 9; i++) {
        pixels[i / 3][i % 3] = 100 * rank + i;
    }
    MPI_Type_contiguous(3, MPI_INT, &colour);
    MPI_Type_commit(&colour);

    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    MPI_Sendrecv(pixels, 3, colour, right, 0, received, 9, MPI_INT, left, 0, MPI_COMM_WORLD,
                 &status);
    MPI_Get_count(&status, colour, &count);
    if (count != 3 || received[0] != 100 * left || received[8] != 100 * left + 8) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Type_free(&colour);
    MPI_Finalize();
    return 0;
}
