/* A thread posts a receive while an MPI_Sendrecv is open, whose like receive has its message.
 *
 * at: 3
 * simgrid: found; it does not know threads.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <pthread.h>
#include <unistd.h>

enum { LENGTH = 1000000 };

static int large[LENGTH], second;
static MPI_Request posted;

static void *post(void *nothing)
{
    usleep(200000);
    MPI_Irecv(&second, 1, MPI_INT, 0, 5, MPI_COMM_WORLD, &posted);
    return nothing;
}

static void check(int right)
{
    if (!right)
        MPI_Abort(MPI_COMM_WORLD, 1);
}

int main(void)
{
    int rank, level, one = 1, two = 2, first = 0;
    pthread_t thread;
    MPI_Init_thread(NULL, NULL, MPI_THREAD_MULTIPLE, &level);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Comm_rank(comm, &rank);
    check(level == MPI_THREAD_MULTIPLE);
    if (rank == 0) {
        MPI_Send(&one, 1, MPI_INT, 1, 5, comm);
        MPI_Recv(&one, 1, MPI_INT, 1, 1, comm, MPI_STATUS_IGNORE);
        MPI_Send(&two, 1, MPI_INT, 1, 5, comm);
    }
    if (rank == 1) {
        large[LENGTH - 1] = 7;
        check(pthread_create(&thread, NULL, post, NULL) == 0);
        MPI_Sendrecv(large, LENGTH, MPI_INT, 2, 0, &first, 1, MPI_INT, 0, 5, comm,
                     MPI_STATUS_IGNORE);
        pthread_join(thread, NULL);
        MPI_Send(&one, 1, MPI_INT, 0, 1, comm);
        MPI_Wait(&posted, MPI_STATUS_IGNORE);
        check(first == one && second == two);
    }
    if (rank == 2) {
        usleep(900000);
        MPI_Recv(large, LENGTH, MPI_INT, 1, 0, comm, MPI_STATUS_IGNORE);
        check(large[LENGTH - 1] == 7);
    }
    MPI_Finalize();
    return 0;
}
