/* Every rank sends synchronously to itself, which hangs unless the receive is already open; it is.
 * Then it swaps with its mirror rank in one buffer, and the middle rank swaps with itself.
 *
 * at: 1 2 5
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, note = 0, diary, seat;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    diary = rank + 50;
    MPI_Irecv(&note, 1, MPI_INT, rank, 0, MPI_COMM_WORLD, &request);
    MPI_Ssend(&diary, 1, MPI_INT, rank, 0, MPI_COMM_WORLD);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Sendrecv_replace(&diary, 1, MPI_INT, 0, 0, 0, 0, MPI_COMM_SELF, MPI_STATUS_IGNORE);

    seat = rank;
    MPI_Sendrecv_replace(&seat, 1, MPI_INT, size - 1 - rank, 1, size - 1 - rank, 1, MPI_COMM_WORLD,
                         MPI_STATUS_IGNORE);
    if (note != rank + 50 || diary != rank + 50 || seat != size - 1 - rank) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
