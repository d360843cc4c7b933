/* After 300 others rank 0 frees a communicator that rank 1 still broadcasts on, and makes another.
 *
 * at: 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

static int rank;

static MPI_Comm pair_with(int other)
{
    MPI_Comm pair;
    int color = rank == 0 || rank == other ? 0 : MPI_UNDEFINED;
    MPI_Comm_split(MPI_COMM_WORLD, color, rank, &pair);
    return pair;
}

int main(void)
{
    int word = 1, late = 0, value = 0;
    MPI_Comm first, second, twin = MPI_COMM_NULL;
    MPI_Request both[2];
    MPI_Status statuses[2];
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    first = pair_with(1);
    second = pair_with(2);
    for (int i = 0; i < 300; i++) {
        MPI_Comm_dup(MPI_COMM_SELF, &twin);
        MPI_Comm_free(&twin);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0) {
        value = 5;
        MPI_Ibcast(&value, 1, MPI_INT, 0, first, &both[0]);
        MPI_Wait(&both[0], MPI_STATUS_IGNORE);
        MPI_Comm_free(&first);
        MPI_Comm_dup(second, &twin);
        MPI_Recv(&late, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (late != word)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    if (rank == 1) {
        MPI_Ibcast(&value, 1, MPI_INT, 0, first, &both[0]);
        MPI_Irecv(&late, 1, MPI_INT, 3, 0, MPI_COMM_WORLD, &both[1]);
        MPI_Waitall(2, both, statuses);
        if (value != 5)
            MPI_Abort(MPI_COMM_WORLD, 1);
        MPI_Comm_free(&first);
        MPI_Send(&late, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    }
    if (rank == 2)
        MPI_Comm_dup(second, &twin);
    if (rank == 3) {
        usleep(800000);
        MPI_Send(&word, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    }
    if (rank == 0 || rank == 2) {
        MPI_Comm_free(&twin);
        MPI_Comm_free(&second);
    }
    MPI_Finalize();
    return 0;
}
