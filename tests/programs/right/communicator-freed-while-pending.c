/* The communicator is freed while a send and a receive on it are still pending.
 * MPI_Comm_free only marks it: pending communication completes in the ordinary way.
 *
 * at: 1 2 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, out, in = -1;
    MPI_Comm ring;
    MPI_Request requests[2];
    MPI_Status statuses[2];

    MPI_Init(&argc, &argv);
    MPI_Comm_dup(MPI_COMM_WORLD, &ring);
    MPI_Comm_rank(ring, &rank);
    MPI_Comm_size(ring, &size);
    out = 7 * rank;
    MPI_Irecv(&in, 1, MPI_INT, (rank + size - 1) % size, 0, ring, &requests[0]);
    MPI_Isend(&out, 1, MPI_INT, (rank + 1) % size, 0, ring, &requests[1]);
    MPI_Comm_free(&ring);
    MPI_Waitall(2, requests, statuses);
    if (ring != MPI_COMM_NULL || in != 7 * ((rank + size - 1) % size)) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
