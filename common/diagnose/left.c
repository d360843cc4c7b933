/* What is left at the end: requests, communicators, and what the notes say of other objects. */
#include "diagnose/run.h"

#include <string.h>

static bool was_started(const struct run *run, int rank, const struct request *request)
{
    for (long i = 0; i < run->history.count; i++) {
        const struct call_made *call = &run->history.calls[i];
        if (log_of(run, call)->rank == rank && call->event.part &&
            call->event.request == request->number && kind_of_call(call->event.call) == KIND_START)
            return true;
    }
    return false;
}

/* Tells the requests made by MPI_Send_init and the like that were freed without having been started. */
void judge_never_started(const struct run *run, struct findings *findings)
{
    for (long i = 0; i < run->history.count; i++) {
        const struct call_made *made = &run->history.calls[i];
        if (!makes_persistent(made->event.call) || made->event.part ||
            !has_trait(kind_of_call(made->event.call), SENDS | TAKES))
            continue;
        const struct rank_log *log = log_of(run, made);
        bool started = made->event.dest == NOBODY && made->event.source == NOBODY;
        /* MPI_Start gives the request a new number, so the two are compared by what they ask for. */
        for (long k = 0; k < run->history.count && !started; k++) {
            const struct call_made *start = &run->history.calls[k];
            started = log_of(run, start)->rank == log->rank && start->event.part &&
                      kind_of_call(start->event.call) == KIND_START &&
                      start->event.dest == made->event.dest &&
                      start->event.source == made->event.source &&
                      start->event.comm == made->event.comm &&
                      (made->event.dest == NOBODY || start->event.tag == made->event.tag) &&
                      (made->event.source == NOBODY || start->event.recvtag == made->event.recvtag);
        }
        if (!started)
            find_call(findings, PERSISTENT_NOT_STARTED, log, &made->event,
                      "no MPI_Start was called for it");
    }
}

void judge_left(const struct run *run, struct findings *findings, int rank)
{
    static const struct {
        const char *sort;
        enum mistake mistake;
    } sorts[] = {{"group", GROUP_NOT_FREED},
                 {"datatype", DATATYPE_NOT_FREED},
                 {"operation", OPERATION_NOT_FREED},
                 {"window", WINDOW_NOT_FREED},
                 {"buffer", BUFFER_NOT_DETACHED}};
    const struct rank_log *log = run->logs[rank];
    if (!is_finalized(run, rank))
        return;
    const struct request *request;
    for (int at = 0; (request = left_request(&run->history, log, &at));) {
        struct event event = {.call = request->call, .place = request->place};
        if (request->state == ACTIVE)
            find_call(findings, REQUEST_NOT_COMPLETED, log, &event,
                      request->persistent ? "it was started, and no call waited for it"
                                          : "no call waited for what it started");
        else
            find_call(findings, PERSISTENT_NOT_FREED, log, &event,
                      was_started(run, rank, request)
                          ? "it was used, and is still there at MPI_Finalize"
                          : "it is still there at MPI_Finalize");
    }
    const struct comm *comm;
    for (int at = 0; (comm = left_comm(log, &at));) {
        const char *call = "";
        for (long k = 0; k < run->history.count; k++)
            if (log_of(run, &run->history.calls[k])->rank == rank &&
                run->history.calls[k].event.place == comm->made)
                call = name_of_call(log, run->history.calls[k].event.call);
        find_at(findings, COMMUNICATOR_NOT_FREED, log, call, comm->made,
                "what it made is still there at MPI_Finalize");
    }
    for (long i = 0; i < run->count; i++)
        for (size_t k = 0; k < sizeof sorts / sizeof sorts[0]; k++)
            if (run->notes[i].rank == rank && is_note(&run->notes[i], "object", 4) &&
                strcmp(run->notes[i].field[1], sorts[k].sort) == 0)
                find_at(findings, sorts[k].mistake, log, run->notes[i].field[2],
                        place_in(run->notes[i].field[3]),
                        sorts[k].mistake == BUFFER_NOT_DETACHED
                            ? "the buffer is still attached at MPI_Finalize"
                            : "what it made is still there at MPI_Finalize");
}
