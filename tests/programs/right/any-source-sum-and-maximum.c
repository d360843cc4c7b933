/* Rank 0 receives from MPI_ANY_SOURCE and keeps the sum and the maximum of integers.
 * The messages come in any order, but neither result depends on it.
 *
 * at: 2 5
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank > 0) {
        int votes = 10 * rank + rank % 3;
        MPI_Send(&votes, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    } else {
        int sum = 0, maximum = 0, expected = 0;

        for (int i = 1; i < size; i++) {
            int votes;

            MPI_Recv(&votes, 1, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            sum += votes;
            maximum = votes > maximum ? votes : maximum;
            expected += 10 * i + i % 3;
        }
        if (sum != expected || maximum != 10 * (size - 1) + (size - 1) % 3) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
        printf("%d votes, at most %d from one place\n", sum, maximum);
    }
    MPI_Finalize();
    return 0;
}
