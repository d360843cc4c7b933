/* Each rank waits for a message from itself, which its second thread sends after 0.7 s.
 *
 * at: 2 4
 * simgrid: found; it does not know threads.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <pthread.h>
#include <unistd.h>

static int rank;

static void *send_late(void *nothing)
{
    int value = 23;
    usleep(700000);
    MPI_Send(&value, 1, MPI_INT, rank, 0, MPI_COMM_WORLD);
    return nothing;
}

int main(void)
{
    int level, value = 0;
    pthread_t thread = 0;
    MPI_Init_thread(NULL, NULL, MPI_THREAD_MULTIPLE, &level);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (level < MPI_THREAD_MULTIPLE || pthread_create(&thread, NULL, send_late, NULL) != 0)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Recv(&value, 1, MPI_INT, rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    pthread_join(thread, NULL);
    if (value != 23)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Finalize();
    return 0;
}
