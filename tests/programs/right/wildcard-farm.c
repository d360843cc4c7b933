/* A farm: the master takes results from anyone with any tag, and ends the workers with a tag.
 *
 * at: 2 4 8
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

enum { TASKS = 24, WORK = 1, RESULT = 2, END = 3 };

int main(void)
{
    int rank, size, task, sum = 0;
    MPI_Status status;
    MPI_Init(NULL, NULL);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    if (rank == 0) {
        for (int sent = 0, received = 0; received < TASKS + size - 1; received++) {
            MPI_Recv(&task, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, comm, &status);
            sum += status.MPI_TAG == RESULT ? task : 0;
            int tag = sent < TASKS ? WORK : END;
            MPI_Send(&sent, 1, MPI_INT, status.MPI_SOURCE, tag, comm);
            sent++;
        }
        if (sum != TASKS * (TASKS - 1))
            MPI_Abort(comm, 1);
    } else {
        MPI_Send(&rank, 1, MPI_INT, 0, WORK, comm);
        for (;;) {
            MPI_Recv(&task, 1, MPI_INT, 0, MPI_ANY_TAG, comm, &status);
            if (status.MPI_TAG == END)
                break;
            usleep(task % 5 == 0 ? 60000 : 5000);
            task *= 2;
            MPI_Send(&task, 1, MPI_INT, 0, RESULT, comm);
        }
    }
    MPI_Finalize();
    return 0;
}
