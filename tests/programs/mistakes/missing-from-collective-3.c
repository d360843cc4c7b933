/* The ranks swap prices in pairs and then wait for all. At an odd size the last rank has
 * no partner; it leaves out the swap, and with it MPI_Barrier.
 *
 * at 3: missing-from-collective 0,1 MPI_Barrier A
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
    int price = 100 + rank;
    int partner = rank % 2 == 0 ? rank + 1 : rank - 1;
    if (partner < size) {
        MPI_Sendrecv(&price, 1, MPI_INT, partner, 0, &theirs, 1, MPI_INT, partner, 0,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Barrier(MPI_COMM_WORLD); /* A */
    }
    printf("rank %d: %d here, %d there\n", rank, price, theirs);
    MPI_Finalize();
    return 0;
}
