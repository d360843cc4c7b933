/* Each rank sends to itself, even with MPI_Ssend, and talks to MPI_PROC_NULL in every way.
 *
 * at: 1 2
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
    int rank, got = -1, none = MPI_PROC_NULL;
    MPI_Request request;
    MPI_Message message;
    MPI_Status status;
    MPI_Init(NULL, NULL);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Comm_rank(comm, &rank);
    MPI_Irecv(&got, 1, MPI_INT, MPI_ANY_SOURCE, 0, comm, &request);
    MPI_Ssend(&rank, 1, MPI_INT, rank, 0, comm);
    MPI_Wait(&request, &status);
    check(got == rank && status.MPI_SOURCE == rank);
    MPI_Issend(&rank, 1, MPI_INT, rank, 1, comm, &request);
    MPI_Mprobe(rank, 1, comm, &message, &status);
    MPI_Mrecv(&got, 1, MPI_INT, &message, &status);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Sendrecv(&none, 1, MPI_INT, rank, 2, &got, 1, MPI_INT, rank, 2, comm, &status);
    check(got == none);
    MPI_Ssend(&rank, 1, MPI_INT, none, 0, comm);
    MPI_Recv(&got, 1, MPI_INT, none, 5, comm, &status);
    check(status.MPI_SOURCE == none && status.MPI_TAG == MPI_ANY_TAG && got == none);
    MPI_Probe(none, 6, comm, &status);
    MPI_Mprobe(none, 7, comm, &message, &status);
    check(message == MPI_MESSAGE_NO_PROC);
    MPI_Mrecv(&got, 1, MPI_INT, &message, &status);
    MPI_Irecv(&got, 1, MPI_INT, none, MPI_ANY_TAG, comm, &request);
    MPI_Wait(&request, &status);
    MPI_Sendrecv_replace(&got, 1, MPI_INT, none, 0, none, 0, comm, &status);
    check(status.MPI_SOURCE == none && got == none);
    MPI_Finalize();
    return 0;
}
