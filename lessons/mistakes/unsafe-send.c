/* Two ranks exchange their temperatures. Both send first and receive then, which
 * works only as long as MPI keeps the message of MPI_Send in a buffer.
 *
 * at 2: unsafe-send 0,1 MPI_Send A
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
    MPI_Send(&mine, 1, MPI_INT, other, 0, MPI_COMM_WORLD); /* A */
    MPI_Recv(&theirs, 1, MPI_INT, other, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    printf("rank %d: here %d, there %d degrees\n", rank, mine, theirs);
    MPI_Finalize();
    return 0;
}
