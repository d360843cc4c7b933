#include "history/history.h"

#include "history/parts.h"

#include <stdio.h>
#include <stdlib.h>

/* Sets when the run began and ended. It begins when the first rank has left MPI_Init, because how long each needed to
 * start is of no interest. A call that never returned gets the end of the run as its end. */
static void set_limits(struct history *history)
{
    uint32_t last = 0;
    for (long i = 0; i < history->count; i++) {
        const struct call_made *call = &history->calls[i];
        bool first = kind_of_call(call->event.call) == KIND_INIT;
        uint64_t start = first && !call->open ? call->event.leave : call->event.enter;
        uint64_t end = call->open ? call->event.enter : call->event.leave;
        history->start = start < history->start ? start : history->start;
        history->end = end > history->end ? end : history->end;
        if (!call->open && call->end > last)
            last = call->end;
    }
    for (long i = 0; i < history->count; i++) {
        struct call_made *call = &history->calls[i];
        if (call->event.enter < history->start)
            call->event.enter = history->start;
        if (call->open) {
            call->event.leave = history->end;
            call->end = last + 1 > call->begin ? last + 1 : call->begin + 1;
        }
    }
}

/* Numbers the communicators over all ranks: two ranks may each have made one that the other is not in. */
static void find_comms(struct history *history)
{
    history->comms = need(calloc((size_t)history->lanes_count * COMMS + 1, sizeof(uint64_t)));
    for (int l = 0; l < history->lanes_count; l++) {
        const struct comm *comms = history->lanes[l].log->comms;
        for (int i = 2; i < COMMS && comms[i].identity; i++) {
            int at = 0;
            while (at < history->comms_count && history->comms[at] != comms[i].identity)
                at++;
            history->comms[at] = comms[i].identity;
            history->comms_count += at == history->comms_count;
        }
    }
}

const struct rank_log *log_of_rank(const struct history *history, int rank)
{
    for (int l = 0; l < history->lanes_count; l++)
        if (history->lanes[l].rank == rank)
            return history->lanes[l].log;
    return NULL;
}

void name_lane(const struct lane *lane, char name[32])
{
    snprintf(name, 32, lane->thread ? "rank %d.%d" : "rank %d", lane->rank, lane->thread);
}

double since_start(const struct history *history, uint64_t ticks)
{
    return (double)(ticks - history->start) * history->tick;
}

bool read_history(struct history *history, const char *directory)
{
    *history = (struct history){.start = UINT64_MAX};
    if (!read_calls(history, directory))
        return false;
    match(history);
    find_meetings(history);
    set_clocks(history);
    order(history);
    set_limits(history);
    find_comms(history);
    return true;
}
