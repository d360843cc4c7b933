/* Every rank keeps a receive open for a stop message that is never sent, and cancels it in the end.
 * A cancelled receive followed by a wait is complete; its buffer is not touched.
 *
 * at: 1 3
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, sum, cancelled, stop = 0;
    MPI_Request request;
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Irecv(&stop, 1, MPI_INT, MPI_ANY_SOURCE, 99, MPI_COMM_WORLD, &request);

    int flag;
    MPI_Test(&request, &flag, MPI_STATUS_IGNORE);
    MPI_Allreduce(&rank, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);

    MPI_Cancel(&request);
    MPI_Wait(&request, &status);
    MPI_Test_cancelled(&status, &cancelled);
    if (flag || !cancelled || stop != 0) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
