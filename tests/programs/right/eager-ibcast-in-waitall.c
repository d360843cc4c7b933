/* The root of a small MPI_Ibcast waits for it and for a late receive; rank 1 comes to it after.
 *
 * at: 3
 * simgrid: found Deadlock; its root waits for the others, as each MPI may; here the program trusts that it does not.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, word = 1, late = 0, value = 0;
    MPI_Comm pair;
    MPI_Request both[2];
    MPI_Status statuses[2];
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank < 2, rank, &pair);
    if (rank == 0) {
        value = 5;
        MPI_Ibcast(&value, 1, MPI_INT, 0, pair, &both[0]);
        MPI_Irecv(&late, 1, MPI_INT, 2, 0, MPI_COMM_WORLD, &both[1]);
        MPI_Waitall(2, both, statuses);
        MPI_Send(&late, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    }
    if (rank == 1) {
        MPI_Recv(&late, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Ibcast(&value, 1, MPI_INT, 0, pair, &both[0]);
        MPI_Wait(&both[0], MPI_STATUS_IGNORE);
        if (value != 5 || late != word)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    if (rank == 2) {
        usleep(800000);
        MPI_Send(&word, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    }
    MPI_Comm_free(&pair);
    MPI_Finalize();
    return 0;
}
