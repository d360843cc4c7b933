/* Every other rank sends its temperature to rank 0, which prints them rank by rank.
 * The mistake: they are received from any source, and taken to come in the order of the ranks.
 *
 * at 4: message-race 0 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, size, degrees;
    MPI_Status status;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank > 0) {
        degrees = 10 + rank;
        MPI_Send(&degrees, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    } else {
        for (int i = 1; i < size; i++) {
            MPI_Recv(&degrees, 1, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, &status); /* A */
            printf("rank %d: %d degrees\n", i, degrees);
        }
    }
    MPI_Finalize();
    return 0;
}
