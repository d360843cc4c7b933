/* Counts the messages that a program receives, apart from the recorder: by the calls that the program makes
 * itself. It is included before each right program, and every call stays on its line (tests/right.bats).
 * After MPI_Finalize each rank adds a line "RANK COUNT" to the file that RECEIVED names. */
#ifndef RECEIVED_H
#define RECEIVED_H

#define _DEFAULT_SOURCE
#include <mpi.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#undef _DEFAULT_SOURCE /* The programs that need it define it themselves. */
#undef _POSIX_C_SOURCE

static _Atomic long count_messages;
static int count_rank;

/* The receives that are posted, or can be started. */
static struct count_receives {
    MPI_Request request;
    int there, persistent, active, cancelled;
} count_receives[4096];
static atomic_flag count_lock = ATOMIC_FLAG_INIT;

/* What this thread is about to receive or to wait for. A call changes its arguments, so they are noted before. */
static _Thread_local int count_nobody;
static _Thread_local MPI_Request *count_requests;

static inline int count_from(int source)
{
    count_nobody = source == MPI_PROC_NULL;
    return source;
}

static inline MPI_Message *count_message(MPI_Message *message)
{
    count_nobody = *message == MPI_MESSAGE_NO_PROC;
    return message;
}

static inline MPI_Request *count_awaited(int n, MPI_Request *requests)
{
    count_requests = realloc(count_requests, (size_t)(n + 1) * sizeof *count_requests);
    for (int i = 0; i < n; i++)
        count_requests[i] = requests[i];
    return requests;
}

/* Returns the receive that has this request, or an unused entry for MPI_REQUEST_NULL; NULL if there is none. */
static inline struct count_receives *count_find(MPI_Request request)
{
    for (size_t i = 0; i < sizeof count_receives / sizeof count_receives[0]; i++)
        if (request == MPI_REQUEST_NULL
                ? !count_receives[i].there
                : count_receives[i].there && count_receives[i].request == request)
            return &count_receives[i];
    return NULL;
}

static inline int count_one(int result)
{
    count_messages += result == MPI_SUCCESS && !count_nobody;
    return result;
}

static inline int count_posted(int result, MPI_Request *request, int persistent)
{
    if (result != MPI_SUCCESS || count_nobody)
        return result;
    while (atomic_flag_test_and_set(&count_lock))
        ;
    struct count_receives *free_entry = count_find(MPI_REQUEST_NULL);
    if (!free_entry)
        abort();
    *free_entry = (struct count_receives){*request, 1, persistent, !persistent, 0};
    atomic_flag_clear(&count_lock);
    return result;
}

/* Counts what a call has completed: of the `n` requests that it was given all, or those that it names. */
static inline int count_ended(int result, int n, const int *flag, const int *found,
                              const int *which)
{
    if (result != MPI_SUCCESS || (flag && !*flag))
        return result;
    if (found)
        n = *found == MPI_UNDEFINED ? 0 : *found;
    while (atomic_flag_test_and_set(&count_lock))
        ;
    for (int i = 0; i < n; i++) {
        int at = which ? which[i] : i;
        MPI_Request request = at == MPI_UNDEFINED ? MPI_REQUEST_NULL : count_requests[at];
        struct count_receives *receive = request == MPI_REQUEST_NULL ? NULL : count_find(request);
        if (!receive)
            continue;
        /* The programs cancel only what nobody sends. */
        count_messages += receive->active && !receive->cancelled;
        receive->there = receive->persistent;
        receive->active = 0;
    }
    atomic_flag_clear(&count_lock);
    return result;
}

static inline void count_marked(int n, MPI_Request *requests, int there, int cancelled)
{
    while (atomic_flag_test_and_set(&count_lock))
        ;
    for (int i = 0; i < n; i++) {
        if (requests[i] == MPI_REQUEST_NULL)
            continue;
        struct count_receives *receive = count_find(requests[i]);
        if (receive) {
            receive->there = there;
            receive->active = 1;
            receive->cancelled = cancelled;
        }
    }
    atomic_flag_clear(&count_lock);
}

static inline int count_told(int result)
{
    FILE *file = getenv("RECEIVED") ? fopen(getenv("RECEIVED"), "a") : NULL;
    if (file) {
        fprintf(file, "%d %ld\n", count_rank, count_messages);
        fclose(file);
    }
    return result;
}

#define MPI_Recv(buffer, count, type, source, tag, comm, status)                                   \
    count_one(MPI_Recv(buffer, count, type, count_from(source), tag, comm, status))
#define MPI_Sendrecv(buffer, count, type, dest, tag, room, places, roomtype, source, recvtag,      \
                     comm, status)                                                                 \
    count_one(MPI_Sendrecv(buffer, count, type, dest, tag, room, places, roomtype,                 \
                           count_from(source), recvtag, comm, status))
#define MPI_Sendrecv_replace(buffer, count, type, dest, tag, source, recvtag, comm, status)        \
    count_one(MPI_Sendrecv_replace(buffer, count, type, dest, tag, count_from(source), recvtag,    \
                                   comm, status))
#define MPI_Mrecv(buffer, count, type, message, status)                                            \
    count_one(MPI_Mrecv(buffer, count, type, count_message(message), status))
#define MPI_Irecv(buffer, count, type, source, tag, comm, request)                                 \
    count_posted(MPI_Irecv(buffer, count, type, count_from(source), tag, comm, request), request, 0)
#define MPI_Recv_init(buffer, count, type, source, tag, comm, request)                             \
    count_posted(MPI_Recv_init(buffer, count, type, count_from(source), tag, comm, request),       \
                 request, 1)
#define MPI_Imrecv(buffer, count, type, message, request)                                          \
    count_posted(MPI_Imrecv(buffer, count, type, count_message(message), request), request, 0)
#define MPI_Wait(request, status)                                                                  \
    count_ended(MPI_Wait(count_awaited(1, request), status), 1, NULL, NULL, NULL)
#define MPI_Test(request, flag, status)                                                            \
    count_ended(MPI_Test(count_awaited(1, request), flag, status), 1, flag, NULL, NULL)
#define MPI_Waitall(n, requests, statuses)                                                         \
    count_ended(MPI_Waitall(n, count_awaited(n, requests), statuses), n, NULL, NULL, NULL)
#define MPI_Testall(n, requests, flag, statuses)                                                   \
    count_ended(MPI_Testall(n, count_awaited(n, requests), flag, statuses), n, flag, NULL, NULL)
#define MPI_Waitany(n, requests, index, status)                                                    \
    count_ended(MPI_Waitany(n, count_awaited(n, requests), index, status), 1, NULL, NULL, index)
#define MPI_Testany(n, requests, index, flag, status)                                              \
    count_ended(MPI_Testany(n, count_awaited(n, requests), index, flag, status), 1, flag, NULL,    \
                index)
#define MPI_Waitsome(n, requests, found, indices, statuses)                                        \
    count_ended(MPI_Waitsome(n, count_awaited(n, requests), found, indices, statuses), n, NULL,    \
                found, indices)
#define MPI_Testsome(n, requests, found, indices, statuses)                                        \
    count_ended(MPI_Testsome(n, count_awaited(n, requests), found, indices, statuses), n, NULL,    \
                found, indices)
#define MPI_Start(request) (count_marked(1, request, 1, 0), MPI_Start(request))
#define MPI_Startall(n, requests) (count_marked(n, requests, 1, 0), MPI_Startall(n, requests))
#define MPI_Cancel(request) (count_marked(1, request, 1, 1), MPI_Cancel(request))
#define MPI_Request_free(request) (count_marked(1, request, 0, 0), MPI_Request_free(request))
#define MPI_Finalize() (PMPI_Comm_rank(MPI_COMM_WORLD, &count_rank), count_told(MPI_Finalize()))

#endif
