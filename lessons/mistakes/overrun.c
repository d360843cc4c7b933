/* Rank 0 gathers one temperature of each rank. It allocates room for the other ranks
 * only and forgets itself, so that the last temperature lands behind the array.
 *
 * at 4: overrun 0 MPI_Gather A
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
    if (rank == 0) {
        all = malloc((size - 1) * sizeof *all);
    }
    MPI_Gather(&temperature, 1, MPI_INT, all, 1, MPI_INT, 0, MPI_COMM_WORLD); /* A */
    free(all);
    MPI_Finalize();
    return 0;
}
