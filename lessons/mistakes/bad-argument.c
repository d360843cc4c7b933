/* A letter goes from rank to rank, up to the last. The last rank also sends it on,
 * to a rank that is not there.
 *
 * at 4: bad-argument 3 MPI_Send A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;
    int stamps = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank > 0) {
        MPI_Recv(&stamps, 1, MPI_INT, rank - 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    stamps++;
    MPI_Send(&stamps, 1, MPI_INT, rank + 1, 0, MPI_COMM_WORLD); /* A */
    MPI_Finalize();
    return 0;
}
