/* The recorder: a library that is preloaded into an MPI program and notes its calls (log/log.h).
 *
 * It stands between the program and MPI by MPI's profiling interface (MPI 4.0, 15.2): each function
 * MPI_X here notes the call and calls PMPI_X. The functions are made from calls.table; what they share
 * is in call.h. Nothing is noted unless TRACE_DIRECTORY names the directory of the run. Whatever cannot be
 * written is left out, and said to be (`full`): the program goes on as if nobody looked.
 *
 * The order of writing matters, since others read while we write and accuse by what they read: at the
 * entry of a call all is written before `serial` becomes odd, at its exit all after it became even. So
 * a rank that seems to wait has sent all it is said to have sent, and received no more.
 */
#include "record/recorder.h"

#include "calls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(EYES)
/* What the open call is, with its arguments as they were given. */
static void tell_eyes(const struct call *call, enum kind kind, const struct thread *thread)
{
    bool sending = has_trait(kind, SENDS);
    const struct comm *comm = find_comm(call->comm);
    eyes_enter(&(struct open_call){
        .thread = thread->number,
        .serial = thread->call->serial,
        .place = thread->call->place,
        .name = call->number < OTHER_CALLS ? calls[call->number].name
                                           : run->names[call->number - OTHER_CALLS],
        .kind = kind,
        .persistent = call->persistent,
        .starts = call->request && !has_trait(kind, ON_REQUESTS),
        .dest = sending ? call->dest : MPI_PROC_NULL,
        .source = sending && kind != KIND_SENDRECV ? MPI_PROC_NULL : call->source,
        .tag = sending ? call->tag : call->recvtag,
        .root = call->root,
        .count = sending || is_collective(kind) ? call->count : call->room,
        .comm = comm});
}

#endif

#include "record/call.h"

/* Those of the calls that are made less often. */
static bool enter(const struct call *call, enum kind kind, void *address)
{
    return enter_here(call, kind, address);
}

static int leave(const struct call *call, enum kind kind, bool requests, int result)
{
    return leave_here(call, kind, requests, result);
}

static int name_of_other(const char *name, int *known)
{
    if (*known == 0 && run) {
        int i = 0;
        lock();
        while (i < NAMES - 1 && run->names[i][0] && strcmp(run->names[i], name) != 0)
            i++;
        snprintf(run->names[i], sizeof run->names[i], "%s", i < NAMES - 1 ? name : "another call");
        unlock();
        *known = OTHER_CALLS + i;
    }
    return *known;
}

static MPI_Status *room_for_statuses(long long n)
{
    struct thread *thread = self;
    if (!thread || thread->state == INSIDE || n < 0)
        return MPI_STATUSES_IGNORE;
    if (n > thread->statuses_room) {
        free(thread->statuses);
        thread->statuses = malloc((size_t)n * sizeof(MPI_Status));
        thread->statuses_room = thread->statuses ? (int)n : 0;
    }
    return thread->statuses ? thread->statuses : MPI_STATUSES_IGNORE;
}

#if defined(EYES)
/* A call before MPI_Init or after MPI_Finalize, or one that is not recorded. */
static void outside(const char *name, const void *place)
{
    int there = 0;
    if (eyes_sessions)
        return; /* it may do without MPI_Init (MPI 4.0, 11.3) */
    if (!run && directory && PMPI_Initialized(&there) == MPI_SUCCESS && !there) {
        open_log();
        if (run)
            note_modules();
    }
    if (run)
        eyes_outside(name, place);
}

/* What has completed the request, and has not freed it: the buffer is the program's again. */
static void seen_complete(const MPI_Request *request)
{
    if (!run || *request == MPI_REQUEST_NULL)
        return;
    lock();
    int at = find_request(request, UINT64_MAX, 0);
    unlock();
    if (at >= 0)
        eyes_ended(at);
}

/* In the strict run no rank enters a blocking collective before all have come to it. The standard allows each collective
 * to wait for all (MPI 4.0, 6.1). */
static void wait_for_all(const struct call *call, enum kind kind)
{
    if (eyes_strict && is_collective(kind) && !call->request && find_comm(call->comm))
        PMPI_Barrier(call->comm);
}

#include "wrappers-eyes.h"
#else
#include "wrappers.h"
#endif
