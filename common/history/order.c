#include "history/parts.h"

#include <stdlib.h>

/* Two points for each call, its begin and its end, and one for each collective. An edge says: before. */
struct points {
    long count, edges, room;
    long *first; /* of the edges of each point, by their index; NOT_THERE: none */
    struct edge {
        long to, next;
    } * edge;
    int *before; /* how many points stand before it and have no time yet */
    uint32_t *time;
};

static void put_before(struct points *points, long one, long other)
{
    if (points->edges == points->room) {
        points->room = 2 * points->room;
        points->edge = need(realloc(points->edge, (size_t)points->room * sizeof *points->edge));
    }
    points->edge[points->edges] = (struct edge){other, points->first[one]};
    points->first[one] = points->edges++;
    points->before[other]++;
}

static long begin_of(long call)
{
    return 2 * call;
}
static long end_of(long call)
{
    return 2 * call + 1;
}

/* The calls that a thread makes follow each other; what completes within one stands inside it. */
static void order_threads(const struct history *history, struct points *points)
{
    for (int l = 0; l < history->lanes_count; l++) {
        const struct lane *lane = &history->lanes[l];
        long before = NOT_THERE, first_part = NOT_THERE;
        for (long i = lane->first; i < lane->first + lane->count; i++) {
            put_before(points, begin_of(i), end_of(i));
            if (history->calls[i].event.part) {
                first_part = first_part == NOT_THERE ? i : first_part;
                continue;
            }
            if (before != NOT_THERE)
                put_before(points, end_of(before), begin_of(i));
            for (long part = first_part; part != NOT_THERE && part < i; part++) {
                put_before(points, begin_of(i), begin_of(part));
                put_before(points, end_of(part), end_of(i));
            }
            first_part = NOT_THERE;
            before = i;
        }
    }
}

static void order_messages(struct history *history, struct points *points)
{
    for (long m = 0; m < history->messages_count; m++) {
        const struct message *message = &history->messages[m];
        struct call_made *send = &history->calls[message->send], *recv;
        if (message->recv == NOT_THERE)
            continue;
        recv = &history->calls[message->recv];
        recv->waited = recv->event.enter < send->event.enter;
        put_before(points, begin_of(message->send), end_of(message->recv));
        if (kind_of_call(send->event.call) == KIND_SSEND && !is_nonblocking(send->event.call)) {
            send->waited = send->event.enter < history->calls[message->post].event.enter;
            put_before(points, begin_of(message->post), end_of(message->send));
        }
    }
}

/* Who cannot leave a collective before whom has come: by its kind. Of a loose one that is not known, so there the
 * clock has to say it as well. */
static void order_meeting(struct history *history, struct points *points,
                          const struct meeting *meeting, const long *completes)
{
    enum kind kind = kind_of_call(meeting->calls[0]->event.call);
    long point = points->count++;
    uint64_t latest = 0; /* when the last one came whom others need */
    for (long i = 0; i < meeting->count; i++)
        if (is_needed(kind, is_root(history, meeting->calls[i])) &&
            meeting->calls[i]->event.enter > latest)
            latest = meeting->calls[i]->event.enter;
    for (long i = 0; i < meeting->count; i++) {
        struct call_made *call = meeting->calls[i];
        long entered = call - history->calls, end = completes[entered];
        bool root = is_root(history, call);
        bool waits = end != NOT_THERE && !history->calls[end].open && needs_others(kind, root) &&
                     (kind != KIND_LOOSE || latest <= history->calls[end].event.leave);
        if (kind == KIND_SCAN) {
            if (i > 0 && waits)
                put_before(points, begin_of(meeting->calls[i - 1] - history->calls), end_of(end));
            continue;
        }
        if (is_needed(kind, root))
            put_before(points, begin_of(entered), point);
        if (waits) {
            put_before(points, point, end_of(end));
            call->waited = end == entered && call->event.enter < latest;
        }
    }
}

static void order_collectives(struct history *history, struct points *points)
{
    long *completes = need(calloc((size_t)history->count + 1, sizeof *completes));
    for (long i = 0; i < history->count; i++)
        completes[i] = is_nonblocking(history->calls[i].event.call) ? NOT_THERE : i;
    for (long i = 0; i < history->count; i++)
        if (history->calls[i].asked != i)
            completes[history->calls[i].asked] = i;
    for (long m = 0; m < history->meetings_count; m++)
        order_meeting(history, points, &history->meetings[m], completes);
    free(completes);
}

/* Gives each point a time after those of all points before it. Points in a circle, which the clocks of several machines
 * could produce, keep the time that they have so far. `clock`, unless NULL, has the times of the points by the clock:
 * each is made as late as the latest point before it. */
static void number_points(struct points *points, uint64_t *clock)
{
    long *ready = need(calloc((size_t)points->count + 1, sizeof *ready)), count = 0;
    for (long p = 0; p < points->count; p++)
        if (points->before[p] == 0)
            ready[count++] = p;
    for (long i = 0; i < count; i++) {
        for (long e = points->first[ready[i]]; e != NOT_THERE; e = points->edge[e].next) {
            long to = points->edge[e].to;
            if (points->time[to] <= points->time[ready[i]])
                points->time[to] = points->time[ready[i]] + 1;
            if (clock && clock[to] < clock[ready[i]])
                clock[to] = clock[ready[i]];
            if (--points->before[to] == 0)
                ready[count++] = to;
        }
    }
    free(ready);
}

void order(struct history *history)
{
    struct points points = {.count = 2 * history->count};
    size_t room = 3 * (size_t)history->count + 1; /* no more collectives than calls */
    points.first = need(malloc(room * sizeof *points.first));
    points.room = 4 * (long)room;
    points.edge = need(malloc((size_t)points.room * sizeof *points.edge));
    points.before = need(calloc(room, sizeof *points.before));
    points.time = need(calloc(room, sizeof *points.time));
    for (size_t p = 0; p < room; p++)
        points.first[p] = NOT_THERE;
    order_threads(history, &points);
    order_messages(history, &points);
    order_collectives(history, &points);
    uint64_t *clock = NULL;
    if (history->machines_count > 1) { /* whose clocks do not run quite evenly */
        clock = need(calloc((size_t)points.count + 1, sizeof *clock));
        for (long i = 0; i < history->count; i++) {
            clock[begin_of(i)] = history->calls[i].event.enter;
            clock[end_of(i)] = history->calls[i].event.leave;
        }
    }
    number_points(&points, clock);
    for (long i = 0; clock && i < history->count; i++) {
        history->calls[i].event.enter = clock[begin_of(i)];
        if (!history->calls[i].open)
            history->calls[i].event.leave = clock[end_of(i)];
    }
    free(clock);
    for (long i = 0; i < history->count; i++) {
        history->calls[i].begin = points.time[begin_of(i)];
        history->calls[i].end = points.time[end_of(i)];
    }
    free(points.first);
    free(points.edge);
    free(points.before);
    free(points.time);
}
