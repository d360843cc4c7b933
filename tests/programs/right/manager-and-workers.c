/* A manager hands out tasks to whoever answers first and files each answer under its task number.
 * Who does which task changes from run to run, the table of answers does not.
 *
 * at: 2 4
 */
#include <mpi.h>
#include <stddef.h>

#define TASKS 12

enum { STOP = TASKS, READY };

int main(int argc, char **argv)
{
    int rank, size, answers[TASKS] = {0}, next = 0, reply, sum = 0;
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int busy = size - 1; rank == 0 && busy > 0;) {
        MPI_Recv(&reply, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        if (status.MPI_TAG < TASKS) {
            answers[status.MPI_TAG] = reply;
        }
        int task = next < TASKS ? next++ : STOP;
        busy -= task == STOP;
        MPI_Send(NULL, 0, MPI_INT, status.MPI_SOURCE, task, MPI_COMM_WORLD);
    }
    for (int tag = READY; rank > 0 && tag != STOP; tag = status.MPI_TAG) {
        reply = tag * tag;
        MPI_Send(&reply, 1, MPI_INT, 0, tag, MPI_COMM_WORLD);
        MPI_Recv(NULL, 0, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
    }
    for (int task = 0; task < TASKS; task++) {
        sum += answers[task];
    }
    if (rank == 0 && sum != 506) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
