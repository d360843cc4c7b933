/* Each rank doubles its number of seeds every day, for longer than an int can hold them.
 *
 * at 2: undefined 0,1 - A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, seeds, most;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    seeds = 1000 + rank;
    for (int day = 0; day < 24; day++) {
        seeds = seeds + seeds; /* A */
    }
    MPI_Allreduce(&seeds, &most, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
    printf("rank %d: at most %d seeds\n", rank, most);
    MPI_Finalize();
    return 0;
}
