/* Each rank prints its temperature. All are to wait for each other before the end, but
 * they call MPI_Barrier after MPI_Finalize.
 *
 * at 4: after-finalize 0-3 MPI_Barrier A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    printf("rank %d: %d degrees\n", rank, 20 + rank);
    MPI_Finalize();
    MPI_Barrier(MPI_COMM_WORLD); /* A */
    return 0;
}
