/* A receive that was cancelled and freed takes no message from the one after it.
 *
 * at: 3
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, five = 5, word = 1, never = 0, got = 0, late = 0;
    MPI_Request cancelled, both[2];
    MPI_Status statuses[2];
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1) {
        MPI_Irecv(&never, 1, MPI_INT, 0, 5, MPI_COMM_WORLD, &cancelled);
        MPI_Cancel(&cancelled);
        MPI_Request_free(&cancelled);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0) {
        MPI_Send(&five, 1, MPI_INT, 1, 5, MPI_COMM_WORLD);
        MPI_Recv(&word, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    if (rank == 1) {
        MPI_Irecv(&got, 1, MPI_INT, 0, 5, MPI_COMM_WORLD, &both[0]);
        MPI_Irecv(&late, 1, MPI_INT, 2, 0, MPI_COMM_WORLD, &both[1]);
        MPI_Waitall(2, both, statuses);
        MPI_Send(&word, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
        if (never != 0 || got != five || late != word)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    if (rank == 2) {
        usleep(800000);
        MPI_Send(&word, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
