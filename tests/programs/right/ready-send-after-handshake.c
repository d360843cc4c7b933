/* Rank 0 uses ready sends, which are wrong without a posted receive. Each worker posts its receive
 * first and says so by an empty message, so the receive is certain to be there.
 *
 * at: 2 4
 */
#include <mpi.h>
#include <stddef.h>

int main(int argc, char **argv)
{
    int rank, size, row[4] = {0};
    MPI_Request request;
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank > 0) {
        MPI_Irecv(row, 4, MPI_INT, 0, 1, MPI_COMM_WORLD, &request);
        MPI_Ssend(NULL, 0, MPI_BYTE, 0, 0, MPI_COMM_WORLD);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        if (row[3] != 3 * rank) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    for (int i = 1; rank == 0 && i < size; i++) {
        MPI_Recv(NULL, 0, MPI_BYTE, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, &status);
        for (int j = 0; j < 4; j++) {
            row[j] = j * status.MPI_SOURCE;
        }
        MPI_Rsend(row, 4, MPI_INT, status.MPI_SOURCE, 1, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
