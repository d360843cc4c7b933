/* A child of rank 0 stops its parent for half a second while all others wait for rank 0.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int rank, value = 0;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        pid_t parent = getpid(), child = fork();
        if (child == 0) {
            usleep(50000);
            kill(parent, SIGSTOP);
            usleep(500000);
            kill(parent, SIGCONT);
            usleep(100000);
            _exit(8);
        }
        int status = 0;
        if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
            MPI_Abort(MPI_COMM_WORLD, 1);
        value = WEXITSTATUS(status);
    }
    MPI_Bcast(&value, 1, MPI_INT, 0, MPI_COMM_WORLD);
    if (value != 8)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Finalize();
    return 0;
}
