/* Everyone sends head on with MPI_Bsend and MPI_Ibsend before anyone receives. That is no gamble:
 * an attached buffer of computed size holds the messages, and it is attached anew each round.
 *
 * at: 1 2 4
 */
#include <mpi.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank, size, packed, sum = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    MPI_Pack_size(1, MPI_INT, MPI_COMM_WORLD, &packed);
    for (int round = 1; round <= 3; round++) {
        int bytes = 2 * (packed + MPI_BSEND_OVERHEAD), price = round * rank, first, second;
        void *buffer = malloc((size_t)bytes);
        MPI_Request request;

        MPI_Buffer_attach(buffer, bytes);
        MPI_Bsend(&price, 1, MPI_INT, right, 0, MPI_COMM_WORLD);
        MPI_Ibsend(&price, 1, MPI_INT, right, 1, MPI_COMM_WORLD, &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        price = 0;
        MPI_Recv(&second, 1, MPI_INT, left, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Recv(&first, 1, MPI_INT, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Buffer_detach(&buffer, &bytes);
        free(buffer);
        sum += first + second + price;
    }
    if (sum != 12 * left) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
