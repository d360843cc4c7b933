/* Rank 0 offers room for 100 prices and every worker sends fewer, one of them none at all.
 * A shorter message is legal, and only the elements that MPI_Get_count reports are read.
 *
 * at: 2 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    double prices[100];
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank > 0) {
        for (int i = 0; i < rank - 1; i++) {
            prices[i] = 0.5;
        }
        MPI_Send(prices, rank - 1, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD);
    } else {
        double total = 0.0, expected = 0.0;

        for (int source = 1; source < size; source++) {
            MPI_Status status;
            int count;

            MPI_Recv(prices, 100, MPI_DOUBLE, source, 0, MPI_COMM_WORLD, &status);
            MPI_Get_count(&status, MPI_DOUBLE, &count);
            for (int i = 0; i < count; i++) {
                total += prices[i];
            }
            expected += 0.5 * (source - 1);
        }
        if (total != expected) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Finalize();
    return 0;
}
