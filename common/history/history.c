#include "history/clocks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool is_send(const struct event *event)
{
    enum kind kind = kind_of_call(event->call);
    return event->dest >= 0 && event->comm != 0 && event->result == 0 &&
           ((sends_message(kind) && !makes_persistent(event->call)) ||
            (kind == KIND_START && event->part));
}

bool takes_message(const struct event *event)
{
    enum kind kind = kind_of_call(event->call);
    return event->from >= 0 && kind != KIND_PROBE && kind != KIND_TEST_MESSAGE;
}

bool is_same_collective(const struct call_made *one, const struct call_made *other)
{
    return one->event.comm == other->event.comm && one->event.index == other->event.index;
}

bool is_root(const struct history *history, const struct call_made *call)
{
    return call->event.root == history->lanes[call->lane].rank;
}

static int by_collective(const void *one, const void *other)
{
    const struct call_made *a = *(const struct call_made *const *)one,
                           *b = *(const struct call_made *const *)other;
    if (a->event.comm != b->event.comm)
        return a->event.comm < b->event.comm ? -1 : 1;
    if (a->event.index != b->event.index)
        return a->event.index < b->event.index ? -1 : 1;
    return (a > b) - (a < b);
}

void sort_collectives(const struct call_made **calls, long count)
{
    qsort(calls, (size_t)count, sizeof(struct call_made *), by_collective);
}

/* --- reading --- */

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

/* --- matching --- */

/* One end of a message; the order among those of the same key is that of sending, or of asking (MPI 4.0,
 * 3.5: messages do not overtake each other, nor do receives that could take the same one). */
struct end {
    uint64_t comm, order;
    int32_t from, to, tag;
    long call;
};

static int by_key(const void *one, const void *other)
{
    const struct end *a = one, *b = other;
#define FIRST_BY(member)                                                                           \
    if (a->member != b->member)                                                                    \
    return a->member < b->member ? -1 : 1
    FIRST_BY(comm);
    FIRST_BY(from);
    FIRST_BY(to);
    FIRST_BY(tag);
    FIRST_BY(order);
    FIRST_BY(call);
#undef FIRST_BY
    return 0;
}

static bool same_key(const struct end *a, const struct end *b)
{
    return a->comm == b->comm && a->from == b->from && a->to == b->to && a->tag == b->tag;
}

/* Sets where what each call completes was asked for, by the numbers of requests, which count up on each
 * rank. */
static void find_askers(struct history *history)
{
    long *asker = NULL;
    for (int l = 0; l < history->lanes_count; l++) {
        uint64_t largest = 0;
        const struct lane *lane = &history->lanes[l];
        if (lane->thread != 0)
            continue; /* all threads of a rank at once */
        long end = lane->first;
        for (int k = l; k < history->lanes_count && history->lanes[k].rank == lane->rank; k++)
            end = history->lanes[k].first + history->lanes[k].count;
        for (long i = lane->first; i < end; i++)
            if (history->calls[i].event.request > largest)
                largest = history->calls[i].event.request;
        asker = need(realloc(asker, (size_t)(largest + 1) * sizeof *asker));
        for (uint64_t n = 0; n <= largest; n++)
            asker[n] = NOT_THERE;
        for (long i = lane->first; i < end; i++) {
            const struct event *event = &history->calls[i].event;
            enum kind kind = kind_of_call(event->call);
            bool probes = kind == KIND_PROBE || kind == KIND_TEST_MESSAGE;
            bool asks = kind < KIND_WAIT_ALL || kind >= KIND_ALL || kind == KIND_START;
            if (event->request && (probes || (asks && asker[event->request] == NOT_THERE)))
                asker[event->request] = i;
        }
        for (long i = lane->first; i < end; i++) {
            uint64_t request = history->calls[i].event.request;
            if (request && asker[request] != NOT_THERE)
                history->calls[i].asked = asker[request];
        }
        for (int i = 0; i < REQUESTS; i++) {
            const struct request *request = &lane->log->requests[i];
            if (request->state == 3 && !request->cancelled && request->peer >= 0 &&
                request->tag >= 0 && request->number <= largest &&
                asker[request->number] != NOT_THERE)
                history->calls[asker[request->number]].freed = true;
        }
    }
    free(asker);
}

static int by_send(const void *one, const void *other)
{
    const struct message *a = one, *b = other;
    return (a->send > b->send) - (a->send < b->send);
}

const struct rank_log *log_of_rank(const struct history *history, int rank)
{
    for (int l = 0; l < history->lanes_count; l++)
        if (history->lanes[l].rank == rank)
            return history->lanes[l].log;
    return NULL;
}

/* Whether a receive that no call completed may have taken the message: one that is still open, or was freed
 * or cancelled. */
static bool may_be_taken(const struct history *history, const struct call_made *send)
{
    const struct event *event = &send->event;
    int from = history->lanes[send->lane].rank;
    const struct rank_log *to = log_of_rank(history, event->dest);
    for (int i = 0; to && i < REQUESTS; i++) {
        const struct request *request = &to->requests[i];
        if ((request->state == 1 || request->state == 3) && request->kind == KIND_RECV &&
            request->comm == event->comm && (request->peer == ANY || request->peer == from) &&
            (request->tag == ANY || request->tag == event->tag))
            return true;
    }
    return false;
}

/* The nth send of a key goes with the nth receive of it. */
static void match(struct history *history)
{
    long sends_count = 0, receives_count = 0;
    bool *cancels = need(calloc((size_t)history->size, sizeof *cancels)); /* maybe what it sent */
    for (long i = 0; i < history->count; i++) {
        const struct call_made *call = &history->calls[i];
        sends_count += is_send(&call->event);
        receives_count += takes_message(&call->event) || call->freed;
        if (kind_of_call(call->event.call) == KIND_CANCEL)
            cancels[history->lanes[call->lane].rank] = true;
    }
    struct end *sends = need(calloc((size_t)sends_count + 1, sizeof *sends));
    struct end *receives = need(calloc((size_t)receives_count + 1, sizeof *receives));
    history->messages = need(calloc((size_t)sends_count + 1, sizeof *history->messages));
    sends_count = receives_count = 0;
    for (long i = 0; i < history->count; i++) {
        struct call_made *call = &history->calls[i];
        const struct event *event = &call->event;
        int rank = history->lanes[call->lane].rank;
        if (is_send(event))
            sends[sends_count++] =
                (struct end){event->comm, event->enter, rank, event->dest, event->tag, i};
        if (takes_message(event)) {
            receives[receives_count++] =
                (struct end){event->comm,    history->calls[call->asked].event.enter,
                             event->from,    rank,
                             event->fromtag, i};
        } else if (call->freed) {
            receives[receives_count++] =
                (struct end){event->comm, event->enter, event->source, rank, event->recvtag, i};
        }
    }
    qsort(sends, (size_t)sends_count, sizeof *sends, by_key);
    qsort(receives, (size_t)receives_count, sizeof *receives, by_key);
    for (long s = 0, r = 0; s < sends_count; s++) {
        struct message *message = &history->messages[history->messages_count];
        while (r < receives_count &&
               by_key(&receives[r], &(struct end){sends[s].comm, 0, sends[s].from, sends[s].to,
                                                  sends[s].tag, 0}) < 0)
            r++;
        *message = (struct message){sends[s].call, NOT_THERE, NOT_THERE, false};
        bool met = r < receives_count && same_key(&sends[s], &receives[r]);
        const struct call_made *recv = met ? &history->calls[receives[r++].call] : NULL;
        if (met && !recv->freed) {
            message->recv = recv - history->calls;
            message->post = recv->asked;
        }
        message->left = !met && !cancels[sends[s].from] &&
                        !may_be_taken(history, &history->calls[message->send]);
        history->messages_count++;
    }
    qsort(history->messages, (size_t)history->messages_count, sizeof *history->messages, by_send);
    for (long m = 0; m < history->messages_count; m++) {
        const struct message *message = &history->messages[m];
        history->calls[message->send].sent = m;
        if (message->recv != NOT_THERE)
            history->calls[message->recv].received = m;
    }
    free(cancels);
    free(sends);
    free(receives);
}

/* --- logical time --- */

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

/* Who cannot leave a collective before whom has come: by its kind, where the clock does not say that it
 * happened otherwise, as it may where nothing is sent. */
static void order_collective(struct history *history, struct points *points,
                             const struct call_made **member, int count, const long *completes)
{
    enum kind kind = kind_of_call(member[0]->event.call);
    long meeting = points->count++;
    uint64_t latest = 0; /* when the last one came whom others need */
    for (int i = 0; i < count; i++)
        if ((kind != KIND_FROM_ROOT || is_root(history, member[i])) &&
            member[i]->event.enter > latest)
            latest = member[i]->event.enter;
    for (int i = 0; i < count; i++) {
        long call = member[i] - history->calls, end = completes[call];
        bool root = is_root(history, member[i]);
        bool needs = end != NOT_THERE && !history->calls[end].open &&
                     (kind == KIND_TO_ROOT ? root : kind != KIND_FROM_ROOT || !root) &&
                     (kind != KIND_LOOSE || latest <= history->calls[end].event.leave);
        if (kind == KIND_SCAN) {
            if (i > 0 && needs)
                put_before(points, begin_of(member[i - 1] - history->calls), end_of(end));
            continue;
        }
        if (kind != KIND_FROM_ROOT || root)
            put_before(points, begin_of(call), meeting);
        if (needs) {
            put_before(points, meeting, end_of(end));
            history->calls[call].waited = end == call && member[i]->event.enter < latest;
        }
    }
}

static void order_collectives(struct history *history, struct points *points)
{
    long count = 0, *completes = need(calloc((size_t)history->count + 1, sizeof *completes));
    const struct call_made **entered =
        need(calloc((size_t)history->count + 1, sizeof(struct call_made *)));
    for (long i = 0; i < history->count; i++) {
        completes[i] = is_nonblocking(history->calls[i].event.call) ? NOT_THERE : i;
        if (history->calls[i].event.index > 0 && !history->calls[i].event.part)
            entered[count++] = &history->calls[i];
    }
    for (long i = 0; i < history->count; i++)
        if (history->calls[i].asked != i)
            completes[history->calls[i].asked] = i;
    sort_collectives(entered, count);
    for (long i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && is_same_collective(entered[i], entered[next]);)
            next++;
        order_collective(history, points, &entered[i], (int)(next - i), completes);
    }
    free(completes);
    free(entered);
}

/* A time for each point, after those of all that stand before it. What is left over, which the clocks of
 * several machines could make so, keeps the time that it has got so far. `clock`, if there is one, are the
 * times of the points by the clock: each is made as late as any that stands before it. */
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

static void order(struct history *history)
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

/* Sets when the run began and ended. It begins when the first rank has left MPI_Init: what each needed to
 * start is of no interest. Of a call that never returned the log keeps no end: it lasts as long as anything is
 * known. */
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

/* Two ranks may each have made one that the other is not in: so they are numbered over all. */
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
    const struct rank_log *log = open_rank(directory, 0);
    long room = 0;
    *history = (struct history){.start = UINT64_MAX};
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
    find_askers(history);
    match(history);
    set_clocks(history);
    order(history);
    set_limits(history);
    find_comms(history);
    return true;
}
