/* The ranks ask for different levels of threads; all that may have a thread which only computes.
 *
 * at: 2 4
 * simgrid: found; it does not know threads.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

static atomic_int stop;

static void *compute(void *rounds)
{
    while (!atomic_load(&stop))
        ++*(volatile unsigned *)rounds;
    return NULL;
}

int main(void)
{
    int levels[] = {MPI_THREAD_FUNNELED, MPI_THREAD_MULTIPLE, MPI_THREAD_SERIALIZED,
                    MPI_THREAD_SINGLE};
    int wanted = levels[getpid() % 4], level, rank, main_thread = 0, last = 0;
    unsigned rounds = 0;
    pthread_t thread;
    MPI_Init_thread(NULL, NULL, wanted, &level);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Is_thread_main(&main_thread);
    if (level < wanted || !main_thread)
        MPI_Abort(MPI_COMM_WORLD, 1);
    int threaded = wanted != MPI_THREAD_SINGLE;
    if (threaded && pthread_create(&thread, NULL, compute, &rounds) != 0)
        MPI_Abort(MPI_COMM_WORLD, 1);
    if (rank == 0)
        usleep(500000);
    MPI_Allreduce(&rank, &last, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
    atomic_store(&stop, 1);
    if (threaded)
        pthread_join(thread, NULL);
    if (last < rank)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Finalize();
    return 0;
}
