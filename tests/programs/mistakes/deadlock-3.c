/* All ranks but 0 stand in a ring and pass their prices to the right. They all call
 * MPI_Ssend first, which waits for a receive that nobody has come to.
 *
 * at 4: deadlock 1-3 MPI_Ssend A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, place, length, theirs;
    MPI_Comm ring;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank == 0 ? MPI_UNDEFINED : 1, rank, &ring);
    if (ring != MPI_COMM_NULL) {
        MPI_Comm_rank(ring, &place);
        MPI_Comm_size(ring, &length);
        int price = 100 + rank;
        int right = (place + 1) % length;
        int left = (place + length - 1) % length;
        MPI_Ssend(&price, 1, MPI_INT, right, 0, ring); /* A */
        MPI_Recv(&theirs, 1, MPI_INT, left, 0, ring, MPI_STATUS_IGNORE);
        printf("rank %d: the price at the left is %d\n", rank, theirs);
        MPI_Comm_free(&ring);
    }
    MPI_Finalize();
    return 0;
}
