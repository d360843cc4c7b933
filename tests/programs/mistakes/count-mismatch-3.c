/* The ranks add up the votes for as many candidates as half the ranks. Half of an
 * odd number is rounded up by the even ranks and down by the odd ones.
 *
 * at 3: count-mismatch 1 MPI_Allreduce A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, count;
    int votes[8] = {0};
    int total[8] = {0};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank % 2 == 0) {
        count = (size + 1) / 2;
    } else {
        count = size / 2;
    }
    for (int i = 0; i < 8; i++) {
        votes[i] = 10 * rank + i;
    }
    MPI_Allreduce(votes, total, count, MPI_INT, MPI_SUM, MPI_COMM_WORLD); /* A */
    printf("rank %d: %d votes for the first\n", rank, total[0]);
    MPI_Finalize();
    return 0;
}
