/* A receive that nobody answers is cancelled; null and inactive requests are waited for.
 *
 * at: 1 2
 * simgrid: found Deadlock; it does not cancel a receive.
 */
#include <mpi.h>
#include <stddef.h>

static void check(int right)
{
    if (!right)
        MPI_Abort(MPI_COMM_WORLD, 1);
}

int main(void)
{
    int value, flag = 0, index = 0, count = 0, indices[3];
    MPI_Request request, none[3] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL, MPI_REQUEST_NULL};
    MPI_Status status, statuses[3];
    MPI_Init(NULL, NULL);
    MPI_Irecv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 99, MPI_COMM_WORLD, &request);
    MPI_Cancel(&request);
    MPI_Wait(&request, &status);
    MPI_Test_cancelled(&status, &flag);
    check(flag && request == MPI_REQUEST_NULL);
    MPI_Wait(&none[0], &status);
    check(status.MPI_SOURCE == MPI_ANY_SOURCE && status.MPI_TAG == MPI_ANY_TAG);
    MPI_Waitany(3, none, &index, &status);
    check(index == MPI_UNDEFINED);
    MPI_Waitsome(3, none, &count, indices, statuses);
    check(count == MPI_UNDEFINED);
    MPI_Waitall(3, none, statuses);
    MPI_Testany(3, none, &index, &flag, &status);
    check(flag && index == MPI_UNDEFINED);
    MPI_Recv_init(&value, 1, MPI_INT, MPI_ANY_SOURCE, 98, MPI_COMM_WORLD, &none[1]);
    MPI_Waitall(3, none, statuses);
    MPI_Waitany(3, none, &index, &status);
    check(index == MPI_UNDEFINED && none[1] != MPI_REQUEST_NULL);
    MPI_Start(&none[1]);
    MPI_Cancel(&none[1]);
    MPI_Waitany(3, none, &index, &status);
    MPI_Test_cancelled(&status, &flag);
    check(index == 1 && flag);
    MPI_Request_free(&none[1]);
    MPI_Finalize();
    return 0;
}
