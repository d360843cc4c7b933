/* A send that fails is none: the message that rank 1 receives is that of the MPI_Issend after it.
 *
 * at: 3
 * picture: a send that failed has no message.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

static void check(int right)
{
    if (!right)
        MPI_Abort(MPI_COMM_WORLD, 1);
}

int main(void)
{
    int rank, five = 5, word = 1, got = 0, late = 0;
    MPI_Request requests[2];
    MPI_Status statuses[2];
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    if (rank == 0) {
        check(MPI_Send(&word, -1, MPI_INT, 1, 5, MPI_COMM_WORLD) != MPI_SUCCESS);
        MPI_Issend(&five, 1, MPI_INT, 1, 5, MPI_COMM_WORLD, &requests[0]);
        MPI_Irecv(&late, 1, MPI_INT, 2, 0, MPI_COMM_WORLD, &requests[1]);
        MPI_Waitall(2, requests, statuses);
        MPI_Send(&late, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
    }
    if (rank == 1) {
        MPI_Irecv(&got, 1, MPI_INT, 0, 5, MPI_COMM_WORLD, &requests[0]);
        MPI_Recv(&late, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Wait(&requests[0], MPI_STATUS_IGNORE);
        check(got == five && late == word);
    }
    if (rank == 2) {
        usleep(800000);
        MPI_Send(&word, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
