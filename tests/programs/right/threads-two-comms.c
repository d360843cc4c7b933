/* Two threads of each rank pass messages around on two communicators; each waits for late ones.
 *
 * at: 2 4
 * simgrid: found; it does not know threads.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <pthread.h>
#include <unistd.h>

static int rank, size;

static void *go_round(void *comm)
{
    int value = 0, late = *(MPI_Comm *)comm == MPI_COMM_WORLD ? 0 : size - 1;
    for (int i = 0; i < 6; i++) {
        if (rank == late)
            usleep(100000);
        MPI_Sendrecv_replace(&value, 1, MPI_INT, (rank + 1) % size, i, MPI_ANY_SOURCE, i,
                             *(MPI_Comm *)comm, MPI_STATUS_IGNORE);
        value++;
    }
    if (value != 6)
        MPI_Abort(MPI_COMM_WORLD, 1);
    return NULL;
}

int main(void)
{
    int level;
    MPI_Comm world = MPI_COMM_WORLD, twin;
    pthread_t thread = 0;
    MPI_Init_thread(NULL, NULL, MPI_THREAD_MULTIPLE, &level);
    MPI_Comm_rank(world, &rank);
    MPI_Comm_size(world, &size);
    MPI_Comm_dup(world, &twin);
    if (level < MPI_THREAD_MULTIPLE || pthread_create(&thread, NULL, go_round, &twin) != 0)
        MPI_Abort(world, 1);
    go_round(&world);
    pthread_join(thread, NULL);
    MPI_Comm_free(&twin);
    MPI_Finalize();
    return 0;
}
