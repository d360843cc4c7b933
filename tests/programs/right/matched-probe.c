/* Rank 0 takes messages out of the queue with MPI_Mprobe and MPI_Improbe and receives them with
 * MPI_Mrecv and MPI_Imrecv. It never calls MPI_Recv, but every message is received.
 *
 * at: 2 3
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Request requests[2];
    MPI_Status statuses[2];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank > 0) {
        MPI_Isend(&rank, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, &requests[0]);
        MPI_Isend(&rank, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, &requests[1]);
        MPI_Waitall(2, requests, statuses);
    }
    for (int source = 1; rank == 0 && source < size; source++) {
        int flag = 0, first = 0, second = 0;
        MPI_Message early, late;

        while (!flag) {
            MPI_Improbe(source, 0, MPI_COMM_WORLD, &flag, &early, MPI_STATUS_IGNORE);
        }
        MPI_Mprobe(source, 1, MPI_COMM_WORLD, &late, MPI_STATUS_IGNORE);
        MPI_Imrecv(&second, 1, MPI_INT, &late, &requests[0]);
        MPI_Mrecv(&first, 1, MPI_INT, &early, MPI_STATUS_IGNORE);
        MPI_Wait(&requests[0], MPI_STATUS_IGNORE);
        if (first != source || second != source || late != MPI_MESSAGE_NULL) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Finalize();
    return 0;
}
