/* The heaviest parcel is to be known in the middle of the row of ranks. The lower
 * ranks round the middle down, the upper ranks round it up: wrong at an odd size.
 *
 * at 5: root-mismatch 0,1 MPI_Reduce A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, middle;
    int heaviest = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int weight = 10 + (7 * rank) % 5;
    if (rank < size / 2) {
        middle = size / 2;
    } else {
        middle = size - size / 2;
    }
    MPI_Reduce(&weight, &heaviest, 1, MPI_INT, MPI_MAX, middle, MPI_COMM_WORLD); /* A */
    if (rank == middle) {
        printf("the heaviest weighs %d\n", heaviest);
    }
    MPI_Finalize();
    return 0;
}
