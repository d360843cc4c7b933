/* The ranks swap tickets in pairs and wait for each other. At an odd size the last rank
 * has no partner and nothing to print: it leaves main without MPI_Finalize.
 *
 * at 3: no-finalize 2 MPI_Barrier A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size;
    int theirs = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int partner = rank % 2 == 0 ? rank + 1 : rank - 1;
    int ticket = 40 - rank;
    if (partner < size) {
        MPI_Sendrecv(&ticket, 1, MPI_INT, partner, 0, &theirs, 1, MPI_INT, partner, 0,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    MPI_Barrier(MPI_COMM_WORLD); /* A */
    if (partner == size) {
        return 0;
    }
    printf("rank %d has ticket %d now\n", rank, theirs);
    MPI_Finalize();
    return 0;
}
