#include "history/parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void find_machines(struct history *history)
{
    history->machines = need(calloc((size_t)history->lanes_count + 1, sizeof *history->machines));
    for (int l = 0; l < history->lanes_count; l++) {
        struct lane *lane = &history->lanes[l];
        while (lane->machine < history->machines_count &&
               strcmp(history->machines[lane->machine].name, lane->log->host) != 0)
            lane->machine++;
        if (lane->machine < history->machines_count)
            continue;
        struct machine *machine = &history->machines[history->machines_count++];
        const struct rank_log *first = history->lanes[0].log, *log = lane->log;
        double own = seconds(log, 0, 1);
        machine->name = log->host;
        machine->from = log->clock[0].ticks;
        machine->rate = own > 0 ? own / history->tick : 1;
        machine->at =
            (double)first->clock[0].ticks +
            (double)(int64_t)(log->clock[0].ns - first->clock[0].ns) / 1e9 / history->tick;
    }
}

uint64_t in_common(const struct history *history, const struct lane *lane, uint64_t ticks)
{
    const struct machine *machine = &history->machines[lane->machine];
    if (lane->machine == 0 || ticks == 0)
        return ticks;
    return (uint64_t)(int64_t)(machine->at +
                               (double)(int64_t)(ticks - machine->from) * machine->rate);
}

static void set_times(struct history *history)
{
    for (long i = 0; i < history->count; i++) {
        struct call_made *call = &history->calls[i];
        const struct lane *lane = &history->lanes[call->lane];
        call->event.enter = in_common(history, lane, call->event.enter);
        call->event.leave = in_common(history, lane, call->event.leave);
    }
}

/* Lowers the bound on how much more the clock of one machine may be put forward than that of another, bounds[one *
 * machines + other]: a call on the one began before a call on the other ended. */
static void bound(const struct history *history, double *bounds, const struct call_made *before,
                  const struct call_made *after)
{
    int one = history->lanes[before->lane].machine, other = history->lanes[after->lane].machine;
    double most = (double)(int64_t)(after->event.leave - before->event.enter);
    double *known = &bounds[one * history->machines_count + other];
    if (one != other && !after->open && most < *known)
        *known = most;
}

static void bound_by_collectives(const struct history *history, double *bounds)
{
    for (long m = 0; m < history->meetings_count; m++) {
        const struct meeting *meeting = &history->meetings[m];
        enum kind kind = kind_of_call(meeting->calls[0]->event.call);
        if (is_nonblocking(meeting->calls[0]->event.call))
            continue;
        for (long i = 0; i < meeting->count; i++)
            for (long k = 0; k < meeting->count; k++) {
                const struct call_made *one = meeting->calls[i], *other = meeting->calls[k];
                if (needs(kind, is_root(history, other), is_root(history, one), false))
                    bound(history, bounds, one, other);
            }
    }
}

/* Puts each clock forward as the bounds allow: to the middle between the least and the most, or, if one of them is
 * missing, as near as possible to what the machine itself says. */
static void meet_bounds(struct history *history, double *bounds)
{
    int n = history->machines_count;
    double *on = need(calloc((size_t)n, sizeof *on));
    for (int via = 0; via < n; via++)
        for (int a = 0; a < n; a++)
            for (int b = 0; b < n; b++)
                bounds[a * n + b] =
                    fmin(bounds[a * n + b], bounds[a * n + via] + bounds[via * n + b]);
    for (int m = 1; m < n; m++) {
        double least = -INFINITY, most = INFINITY;
        for (int set = 0; set < m; set++) {
            least = fmax(least, on[set] - bounds[set * n + m]);
            most = fmin(most, on[set] + bounds[m * n + set]);
        }
        if (isfinite(least) && isfinite(most))
            on[m] = (least + most) / 2;
        else
            on[m] = fmin(fmax(0, least), most);
        history->machines[m].at += on[m];
    }
    for (long i = 0; i < history->count; i++) {
        struct event *event = &history->calls[i].event;
        int64_t more = (int64_t)on[history->lanes[history->calls[i].lane].machine];
        event->enter += (uint64_t)more;
        event->leave += event->leave ? (uint64_t)more : 0;
    }
    free(on);
}

void set_clocks(struct history *history)
{
    find_machines(history);
    int n = history->machines_count;
    if (n < 2)
        return;
    double *bounds = need(calloc((size_t)n * (size_t)n, sizeof *bounds));
    for (int i = 0; i < n * n; i++)
        bounds[i] = i % (n + 1) == 0 ? 0 : INFINITY;
    set_times(history);
    for (long m = 0; m < history->messages_count; m++) {
        const struct message *message = &history->messages[m];
        if (message->recv != NOT_THERE)
            bound(history, bounds, &history->calls[message->send], &history->calls[message->recv]);
    }
    bound_by_collectives(history, bounds);
    meet_bounds(history, bounds);
    free(bounds);
}
