/* The request is copied into a struct, the first variable is overwritten with MPI_REQUEST_NULL, and
 * another function completes the copy. A handle may be copied as long as one copy is completed.
 *
 * at: 2 3
 */
#include <mpi.h>

struct transfer {
    MPI_Request request;
    int litres;
};

static void start(struct transfer *transfer, int source)
{
    MPI_Request request;

    MPI_Irecv(&transfer->litres, 1, MPI_INT, source, 0, MPI_COMM_WORLD, &request);
    transfer->request = request;
    request = MPI_REQUEST_NULL;
    MPI_Wait(&request, MPI_STATUS_IGNORE);
}

static int finish(MPI_Request request, const int *litres)
{
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    return *litres;
}

int main(int argc, char **argv)
{
    int rank, size;
    struct transfer transfer;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = (rank + size - 1) % size, litres = 40 + rank;
    transfer.litres = 0;
    start(&transfer, left);
    MPI_Send(&litres, 1, MPI_INT, (rank + 1) % size, 0, MPI_COMM_WORLD);
    if (finish(transfer.request, &transfer.litres) != 40 + left) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
