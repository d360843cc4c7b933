/* In a ring every rank waits for its send of 4 MB to end before it receives.
 *
 * at 3: 0-2 MPI_Wait A; circle 0 1 2
 * at 8: 0-7 MPI_Wait A; circle 0 1 2 3 4 5 6 7
 * hint: too-large
 */
#include <mpi.h>

enum { SIZE = 4 << 20 };
static char out[SIZE], in[SIZE];

int main(int argc, char **argv)
{
    int rank, size, left;
    MPI_Request request;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    left = (rank + size - 1) % size;
    MPI_Isend(out, SIZE, MPI_CHAR, (rank + 1) % size, 0, MPI_COMM_WORLD, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE); /* A */
    MPI_Recv(in, SIZE, MPI_CHAR, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
