/* A thread calls MPI_Pcontrol(3), which is to change nothing, and sends to its own rank late.
 *
 * at: 2
 * simgrid: found; it does not know threads.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <pthread.h>
#include <unistd.h>

static void *send_late(void *nothing)
{
    int word = 1;
    MPI_Pcontrol(3);
    usleep(800000);
    MPI_Send(&word, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    return nothing;
}

static void check(int right)
{
    if (!right)
        MPI_Abort(MPI_COMM_WORLD, 1);
}

int main(void)
{
    int rank, level, word = 0;
    pthread_t thread;
    MPI_Init_thread(NULL, NULL, MPI_THREAD_MULTIPLE, &level);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    check(level == MPI_THREAD_MULTIPLE);
    if (rank == 0) {
        check(pthread_create(&thread, NULL, send_late, NULL) == 0);
        MPI_Recv(&word, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        pthread_join(thread, NULL);
        check(word == 1);
    }
    MPI_Finalize();
    return 0;
}
