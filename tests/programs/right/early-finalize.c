/* Ranks with nothing to do are in MPI_Finalize at once; the first two talk for 0.7 s more.
 *
 * at: 3 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, ball = 0;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank > 1) {
        MPI_Finalize();
        return 0;
    }
    for (int i = 0; i < 14; i++) {
        if (i % 2 == rank) {
            usleep(50000);
            ball++;
            MPI_Send(&ball, 1, MPI_INT, 1 - rank, i, MPI_COMM_WORLD);
        } else {
            MPI_Recv(&ball, 1, MPI_INT, 1 - rank, i, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        }
        if (ball != i + 1)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
