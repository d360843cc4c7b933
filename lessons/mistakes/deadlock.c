/* Two ranks exchange their temperatures. Both receive first, so that each waits for
 * the other and neither ever sends.
 *
 * at 2: deadlock 0,1 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, theirs;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    int mine = 20 + rank;
    int other = 1 - rank;
    MPI_Recv(&theirs, 1, MPI_INT, other, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Send(&mine, 1, MPI_INT, other, 0, MPI_COMM_WORLD);
    printf("rank %d: here %d, there %d degrees\n", rank, mine, theirs);
    MPI_Finalize();
    return 0;
}
