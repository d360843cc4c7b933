/* The strict run, and that of another order of the messages. */
#include "eyes/eyes.h"

#include <stdlib.h>
#include <unistd.h>

int eyes_sendrecv(const void *sendbuf, int sendcount, MPI_Datatype sendtype, int dest, int sendtag,
                  void *recvbuf, int recvcount, MPI_Datatype recvtype, int source, int recvtag,
                  MPI_Comm comm, MPI_Status *status)
{
    MPI_Request requests[2];
    MPI_Status statuses[2] = {0};
    int result = PMPI_Irecv(recvbuf, recvcount, recvtype, source, recvtag, comm, &requests[0]);
    if (result == MPI_SUCCESS)
        result = PMPI_Issend(sendbuf, sendcount, sendtype, dest, sendtag, comm, &requests[1]);
    if (result == MPI_SUCCESS)
        result = PMPI_Waitall(2, requests, statuses);
    if (result == MPI_ERR_IN_STATUS)
        result = statuses[0].MPI_ERROR ? statuses[0].MPI_ERROR : statuses[1].MPI_ERROR;
    if (status != MPI_STATUS_IGNORE)
        *status = statuses[0];
    return result;
}

/* Returns whose message a wildcard takes. With TRACE_ORDER=low, high or mixed this is the lowest rank that has sent one,
 * the highest, or each in turn. It waits up to 50 ms for the messages of all other ranks, and 400 ms in all. */
static int choose_source(int tag, MPI_Comm comm)
{
    enum { EACH_US = 50000, STEP_US = 500 };
    static atomic_int patience = 400000;
    static atomic_uint turns;
    const char *order = getenv("TRACE_ORDER");
    int size = 0, inter = 0, source = MPI_ANY_SOURCE;
    if (!order)
        return source;
    bool low = order[0] == 'l' || (order[0] == 'm' && atomic_fetch_add(&turns, 1) % 2 == 0);
    PMPI_Comm_test_inter(comm, &inter);
    (inter ? PMPI_Comm_remote_size : PMPI_Comm_size)(comm, &size);
    for (int waited = 0;; waited += STEP_US) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            int there = 0, rank = low ? size - 1 - i : i;
            PMPI_Iprobe(rank, tag, comm, &there, MPI_STATUS_IGNORE);
            source = there ? rank : source;
            count += there;
        }
        if (count >= size - 1 || waited >= EACH_US || atomic_load(&patience) <= 0)
            return source;
        usleep(STEP_US);
        atomic_fetch_sub(&patience, STEP_US);
    }
}

int eyes_irecv(void *buf, int count, MPI_Datatype datatype, int source, int tag, MPI_Comm comm,
               MPI_Request *request)
{
    if (source == MPI_ANY_SOURCE)
        source = choose_source(tag, comm);
    return PMPI_Irecv(buf, count, datatype, source, tag, comm, request);
}

int eyes_recv(void *buf, int count, MPI_Datatype datatype, int source, int tag, MPI_Comm comm,
              MPI_Status *status)
{
    if (source == MPI_ANY_SOURCE && getenv("TRACE_ORDER")) {
        PMPI_Probe(MPI_ANY_SOURCE, tag, comm, MPI_STATUS_IGNORE);
        source = choose_source(tag, comm);
    }
    return PMPI_Recv(buf, count, datatype, source, tag, comm, status);
}
