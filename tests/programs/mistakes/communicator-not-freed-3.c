/* The even ranks form a ring and pass their temperature to the next one.
 * The mistake: the communicator they were split into is freed, but the ring made of it is not.
 *
 * at 5: communicator-not-freed 0,2,4 MPI_Cart_create A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, size, source, dest, mine, got, periodic = 1;
    MPI_Comm half, ring;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2 == 0 ? 0 : MPI_UNDEFINED, rank, &half);
    if (half != MPI_COMM_NULL) {
        MPI_Comm_size(half, &size);
        MPI_Cart_create(half, 1, &size, &periodic, 0, &ring); /* A */
        MPI_Cart_shift(ring, 0, 1, &source, &dest);
        mine = 20 + rank;
        MPI_Sendrecv(&mine, 1, MPI_INT, dest, 0, &got, 1, MPI_INT, source, 0, ring,
                     MPI_STATUS_IGNORE);
        printf("rank %d: mine is %d, the one before me has %d\n", rank, mine, got);
        MPI_Comm_free(&half);
    }
    MPI_Finalize();
    return 0;
}
