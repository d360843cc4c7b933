/* An interval timer fires every two milliseconds during receives from a late sender.
 *
 * at: 2 4
 * simgrid: found; simulated time passes without an alarm, so that a rank ends with MPI_Abort.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t alarms;

static void on_alarm(int number)
{
    (void)number;
    alarms++;
}

int main(void)
{
    int rank, size, value = -1;
    struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESTART}, old;
    struct itimerval often = {{0, 2000}, {0, 2000}}, never = {{0, 0}, {0, 0}};
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    sigaction(SIGALRM, &action, &old);
    if (rank != 0)
        setitimer(ITIMER_REAL, &often, NULL);
    for (int i = 0; i < 3; i++) {
        if (rank == 0)
            usleep(150000);
        for (int other = 1; other < size && rank == 0; other++)
            MPI_Ssend(&i, 1, MPI_INT, other, 0, MPI_COMM_WORLD);
        if (rank != 0) {
            MPI_Recv(&value, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            if (value != i)
                MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    setitimer(ITIMER_REAL, &never, NULL);
    sigaction(SIGALRM, &old, NULL);
    if (rank != 0 && alarms == 0)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Finalize();
    return 0;
}
