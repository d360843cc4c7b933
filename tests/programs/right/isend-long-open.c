/* A large MPI_Isend is waited for very late, another is freed while active, an answer says enough.
 *
 * at: 2
 * simgrid: found Deadlock; it forgets a send whose request is freed.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

enum { N = 300000 };

static int numbers[N], more[N];

int main(void)
{
    int rank, answer = 0;
    MPI_Request request, forgotten;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        numbers[N - 1] = 17;
        more[N - 1] = 18;
        MPI_Isend(numbers, N, MPI_INT, 1, 0, MPI_COMM_WORLD, &request);
        MPI_Isend(more, N, MPI_INT, 1, 1, MPI_COMM_WORLD, &forgotten);
        MPI_Request_free(&forgotten);
        MPI_Recv(&answer, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        usleep(200000);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        if (answer != 35)
            MPI_Abort(MPI_COMM_WORLD, 1);
    } else {
        usleep(400000);
        MPI_Recv(more, N, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Recv(numbers, N, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        answer = numbers[N - 1] + more[N - 1];
        MPI_Ssend(&answer, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
