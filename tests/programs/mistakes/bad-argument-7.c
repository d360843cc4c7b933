/* Rank 0 gathers one temperature of each rank. The memory for them is allocated at
 * rank 1 instead of rank 0, so that the root gives NULL.
 *
 * at 4: bad-argument 0 MPI_Gather A
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank, size;
    int *all = NULL;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int temperature = 20 + rank;
    if (rank == 1) {
        all = malloc(size * sizeof *all);
    }
    MPI_Gather(&temperature, 1, MPI_INT, all, 1, MPI_INT, 0, MPI_COMM_WORLD); /* A */
    if (rank == 0) {
        printf("rank 0 has all temperatures\n");
    }
    free(all);
    MPI_Finalize();
    return 0;
}
