/* 120 image rows are shared out among the ranks. The function that computes the share
 * asks for the number of ranks, and it is first called before MPI_Init.
 *
 * at 3: before-init 0-2 MPI_Comm_size A
 */
#include <mpi.h>
#include <stdio.h>

static int rows_of_each(int rows)
{
    int size = 1;

    MPI_Comm_size(MPI_COMM_WORLD, &size); /* A */
    return rows / size;
}

int main(int argc, char **argv)
{
    int rank;
    int rows = rows_of_each(120);

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    printf("rank %d: %d rows of an image\n", rank, rows);
    printf("rank %d: %d rows of a small one\n", rank, rows_of_each(60));
    MPI_Finalize();
    return 0;
}
