/* Each week another rank gathers the temperatures of all. In week 2 rank 3 has
 * missed that it is the turn of rank 2, and still gathers at rank 1.
 *
 * at 4: root-mismatch 3 MPI_Gather A
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

static int keeper_of(int week, int rank)
{
    if (week == 2 && rank == 3) {
        return week - 1;
    }
    return week;
}

int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    double *all = calloc(size, sizeof *all);
    for (int week = 0; week < size; week++) {
        double mine = 15.0 + week + 0.5 * rank;
        int root = keeper_of(week, rank);
        MPI_Gather(&mine, 1, MPI_DOUBLE, all, 1, MPI_DOUBLE, root, MPI_COMM_WORLD); /* A */
        if (rank == root) {
            printf("week %d: %.1f to %.1f\n", week, all[0], all[size - 1]);
        }
    }
    free(all);
    MPI_Finalize();
    return 0;
}
