/* Each rank has 4 pixels of an image row, and rank 0 gathers them. As recvcount it
 * gives what comes from all ranks together, not what comes from each.
 *
 * at 4: count-mismatch 0 MPI_Gather A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;
    int part[4];
    int row[64] = {0};
    int recvcount = 4;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < 4; i++) {
        part[i] = 10 * rank + i;
    }
    if (rank == 0) {
        recvcount = 16;
    }
    MPI_Gather(part, 4, MPI_INT, row, recvcount, MPI_INT, 0, MPI_COMM_WORLD); /* A */
    MPI_Finalize();
    return 0;
}
