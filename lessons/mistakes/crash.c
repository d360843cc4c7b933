/* Only rank 0 makes room for the temperatures, but every rank writes into it.
 *
 * at 2: crash 1 - A
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    int rank;
    double *volatile degrees = NULL;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        degrees = malloc(10 * sizeof *degrees);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    degrees[3] = 20.5 + rank; /* A */
    printf("rank %d: %.1f degrees\n", rank, degrees[3]);
    free(degrees);
    MPI_Finalize();
    return 0;
}
