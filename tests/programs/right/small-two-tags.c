/* Two small messages are taken in the reverse order of their MPI_Send: they have to be buffered.
 *
 * at: 2
 * diagnosed: unsafe-send
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, one = 1, two = 2;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Send(&one, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
        usleep(600000);
        MPI_Send(&two, 1, MPI_INT, 1, 2, MPI_COMM_WORLD);
    } else {
        int first = 0, second = 0;
        MPI_Recv(&second, 1, MPI_INT, 0, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Recv(&first, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (first != one || second != two)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
