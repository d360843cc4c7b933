/* The main threads all wait in a circle of receives; a second thread of rank 0 opens it, late.
 *
 * at: 2 4
 * simgrid: found; it does not know threads.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <pthread.h>
#include <unistd.h>

static int rank, size;

static void *open_circle(void *nothing)
{
    int value = 1;
    usleep(600000);
    MPI_Ssend(&value, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    return nothing;
}

int main(void)
{
    int level, value = 0;
    pthread_t thread;
    MPI_Init_thread(NULL, NULL, MPI_THREAD_MULTIPLE, &level);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (level < MPI_THREAD_MULTIPLE)
        MPI_Abort(MPI_COMM_WORLD, 1);
    if (rank == 0 && pthread_create(&thread, NULL, open_circle, NULL) != 0)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Recv(&value, 1, MPI_INT, (rank + size - 1) % size, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    value++;
    if (rank == 0)
        pthread_join(thread, NULL);
    else
        MPI_Ssend(&value, 1, MPI_INT, (rank + 1) % size, 0, MPI_COMM_WORLD);
    if (value != (rank == 0 ? size + 1 : rank + 1))
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Finalize();
    return 0;
}
