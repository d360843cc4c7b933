/* Ranks 0 and 1 send before they receive, the other pairs exchange messages all the time.
 *
 * at 4: 0-1 MPI_Ssend A; circle 0 1
 * at 8: 0-1 MPI_Ssend A; circle 0 1
 * hint: send-first
 */
#define _POSIX_C_SOURCE 200809L
#include <mpi.h>
#include <time.h>

int main(int argc, char **argv)
{
    int rank, x = 0, y = 0;
    struct timespec pause = {0, 1000000};
    MPI_Status status;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    int to = rank ^ 1;
    if (rank < 2)
        MPI_Ssend(&x, 1, MPI_INT, to, 0, MPI_COMM_WORLD); /* A */
    for (int i = 0; i < 30000; i++) {
        MPI_Sendrecv(&x, 1, MPI_INT, to, 0, &y, 1, MPI_INT, to, 0, MPI_COMM_WORLD, &status);
        nanosleep(&pause, 0);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
