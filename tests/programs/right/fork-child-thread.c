/* A forked child calculates in a thread, which ends; a thread of rank 0 itself sends to it, late.
 *
 * at: 2
 * simgrid: found; it does not know threads.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

static void *calculate(void *nothing)
{
    return nothing;
}

static void *send_late(void *nothing)
{
    int word = 1;
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
    int rank, level, word = 0, status = 0;
    pthread_t thread;
    MPI_Init_thread(NULL, NULL, MPI_THREAD_MULTIPLE, &level);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    check(level == MPI_THREAD_MULTIPLE);
    if (rank == 0) {
        pid_t child = fork();
        if (child == 0) {
            usleep(200000);
            if (pthread_create(&thread, NULL, calculate, NULL) != 0)
                _exit(1);
            pthread_join(thread, NULL);
            _exit(0);
        }
        check(pthread_create(&thread, NULL, send_late, NULL) == 0);
        MPI_Recv(&word, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        pthread_join(thread, NULL);
        check(child > 0 && waitpid(child, &status, 0) == child && status == 0 && word == 1);
    }
    MPI_Finalize();
    return 0;
}
