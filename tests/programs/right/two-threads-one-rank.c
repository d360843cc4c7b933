/* Two threads of each rank talk to the same neighbours at the same time, told apart by their tags.
 * With MPI_THREAD_MULTIPLE that is legal; if it is not to be had, the threads take turns.
 *
 * at: 1 2
 */
#include <mpi.h>
#include <pthread.h>
#include <stddef.h>

static int size, rank, received[2];

static void *exchange(void *argument)
{
    int tag = *(int *)argument, out = 10 * rank + tag;

    MPI_Sendrecv(&out, 1, MPI_INT, (rank + 1) % size, tag, &received[tag], 1, MPI_INT,
                 (rank + size - 1) % size, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return NULL;
}

int main(int argc, char **argv)
{
    int provided, tags[2] = {0, 1};
    pthread_t thread;

    MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (provided == MPI_THREAD_MULTIPLE) {
        pthread_create(&thread, NULL, exchange, &tags[1]);
        exchange(&tags[0]);
        pthread_join(thread, NULL);
    } else {
        exchange(&tags[0]);
        exchange(&tags[1]);
    }
    int left = (rank + size - 1) % size;
    if (received[0] != 10 * left || received[1] != 10 * left + 1) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
