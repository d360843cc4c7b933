/* Of a pair of ranks with two threads each, both threads receive before they send.
 *
 * at 2: 0-1 MPI_Recv A; circle 0 1
 * at 4: 0-3 MPI_Recv A; circle 0 1
 * hint: receive-first
 */
#include <mpi.h>
#include <pthread.h>

static int rank, tags[2] = {0, 1};

static void *talk(void *tag)
{
    int x = 0, t = *(int *)tag;
    MPI_Recv(&x, 1, MPI_INT, rank ^ 1, t, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    MPI_Send(&x, 1, MPI_INT, rank ^ 1, t, MPI_COMM_WORLD);
    return tag;
}

int main(int argc, char **argv)
{
    int got;
    pthread_t second = 0;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &got);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (got < MPI_THREAD_MULTIPLE || pthread_create(&second, 0, talk, &tags[1]) != 0)
        MPI_Abort(MPI_COMM_WORLD, 1);
    talk(&tags[0]);
    pthread_join(second, 0);
    MPI_Finalize();
    return 0;
}
