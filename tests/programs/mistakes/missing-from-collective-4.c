/* Rank 0 tells everybody how many lines there are. The last rank has none to read and skips
 * the call, which nobody notices while the message is small.
 *
 * at 4: missing-from-collective 0-2 MPI_Bcast A
 */
#include <mpi.h>
#include <stdio.h>

static void read_lines(int rank, int first)
{
    int lines = rank == 0 ? 12 : 0;
    MPI_Bcast(&lines, 1, MPI_INT, 0, MPI_COMM_WORLD); /* A */
    printf("rank %d reads %d lines from line %d on\n", rank, lines / 3, first);
}

int main(void)
{
    int rank, size;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank < size - 1) {
        read_lines(rank, 4 * rank);
    }
    MPI_Finalize();
    return 0;
}
