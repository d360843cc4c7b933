/* All ranks are to wait for each other. Rank 2 does not call MPI_Barrier and goes
 * straight to the end, so that the others wait for it.
 *
 * at 4: missing-from-collective 0,1,3 MPI_Barrier A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    printf("rank %d: %d degrees\n", rank, 20 + rank);
    if (rank != 2) {
        MPI_Barrier(MPI_COMM_WORLD); /* A */
    }
    MPI_Finalize();
    return 0;
}
