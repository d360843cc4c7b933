/* A second thread answers on its own communicator until its main thread sends it the end at last.
 *
 * at: 2 4
 * simgrid: found; it does not know threads.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <pthread.h>
#include <unistd.h>

static MPI_Comm serving;

static void *serve(void *served)
{
    int value;
    MPI_Status status;
    for (;;) {
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, serving, &status);
        if (status.MPI_TAG == 1)
            return served;
        ++*(int *)served;
    }
}

int main(void)
{
    int level, rank, size, value = 0, served = 0;
    pthread_t thread;
    MPI_Init_thread(NULL, NULL, MPI_THREAD_MULTIPLE, &level);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_dup(MPI_COMM_WORLD, &serving);
    if (level < MPI_THREAD_MULTIPLE || pthread_create(&thread, NULL, serve, &served) != 0)
        MPI_Abort(MPI_COMM_WORLD, 1);
    for (int i = 0; i < 3; i++)
        MPI_Ssend(&i, 1, MPI_INT, (rank + 1) % size, 0, serving);
    if (rank == 0)
        usleep(500000);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Send(&value, 1, MPI_INT, rank, 1, serving);
    pthread_join(thread, NULL);
    if (served != 3)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Comm_free(&serving);
    MPI_Finalize();
    return 0;
}
