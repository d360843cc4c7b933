#include "history/parts.h"

#include <stdlib.h>

static struct call_made *one_more(struct history *history, long *room)
{
    if (history->count == *room) {
        *room = *room ? 2 * *room : 1024;
        history->calls = need(realloc(history->calls, (size_t)*room * sizeof *history->calls));
    }
    struct call_made *call = &history->calls[history->count++];
    *call = (struct call_made){.lane = history->lanes_count,
                               .sent = NOT_THERE,
                               .received = NOT_THERE,
                               .asked = history->count - 1};
    return call;
}

/* The calls of a thread: those in its file, and the latest two, which may not be there yet. */
static void read_thread(struct history *history, const char *directory, const struct rank_log *log,
                        int thread, long *room)
{
    const struct thread_now *now = &log->now[thread];
    uint64_t serial = atomic_load(&now->serial), latest = 0;
    size_t count;
    const struct event *events = open_events(directory, log, thread, &count);
    struct lane *lane = &history->lanes[history->lanes_count];
    *lane = (struct lane){.log = log,
                          .rank = log->rank,
                          .thread = thread,
                          .first = history->count,
                          .lost = atomic_load(&now->lost)};
    for (size_t i = 0; i < count; i++) {
        one_more(history, room)->event = events[i];
        latest = events[i].serial + events[i].repeats;
    }
    for (uint64_t n = serial / 2; n <= (serial + 1) / 2; n++) {
        const struct event *event = &now->calls[n % 2];
        if (n == 0 || event->serial != n || n <= latest || (lane->lost > 0 && n <= serial / 2))
            continue;
        if (n <= serial / 2 && count > 0 && continues(event, &events[count - 1])) {
            history->calls[history->count - 1].event.leave = event->leave;
            history->calls[history->count - 1].event.repeats = event->repeats;
            latest = n;
            continue;
        }
        struct call_made *call = one_more(history, room);
        call->event = *event;
        call->open = n > serial / 2;
        if (call->open)
            call->event.repeats = 0; /* those are in the event before it */
        latest = n;
    }
    lane->count = history->count - lane->first;
    history->lanes_count++;
}

bool read_calls(struct history *history, const char *directory)
{
    const struct rank_log *log = open_rank(directory, 0);
    long room = 0;
    if (!log)
        return false;
    history->size = log->size > 0 ? log->size : 1;
    history->lanes = need(calloc((size_t)history->size * THREADS, sizeof *history->lanes));
    history->tick = seconds(log, 0, 1);
    if (history->tick <= 0)
        history->tick = 1e-9;
    for (int r = 0; r < history->size; r++) {
        log = open_rank(directory, r);
        for (int t = 0; log && t < THREADS && atomic_load(&log->now[t].used); t++) {
            read_thread(history, directory, log, t, &room);
            history->full |= history->lanes[history->lanes_count - 1].lost > 0;
        }
        history->full |= log && log->full;
    }
    return true;
}
