#include "draw/layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is to be drawn of a lane, in order. */
struct mark {
    enum what what;
    long call, message, times;
};

/* Of a collective: how many of its marks are not placed yet, and how many of those stand at the head of their lanes. */
struct progress {
    long left, here;
};

struct queue {
    long first, count, next; /* in `marks` */
    long row;                /* of the latest one that was placed, NOT_THERE: none */
};

struct work {
    struct layout *layout;
    const struct history *history;
    bool waits;
    struct mark *marks;
    struct queue *queues;
    struct progress *meetings; /* of history->meetings */
    bool *sent;                /* messages whose send was placed without its receive */
    long marks_count, row_room, item_room;
    struct occupied {
        int from, to;
        struct occupied *next;
    } * *occupied; /* of each row */
};

/* --- what there is to place --- */

static void add_mark(struct work *work, enum what what, long call, long message)
{
    work->marks[work->marks_count++] = (struct mark){what, call, message, 1};
}

/* The collective of a mark; NULL: it has none. */
static struct progress *meeting_of(const struct work *work, const struct mark *mark)
{
    bool meets = mark && mark->what == TOGETHER;
    return meets ? &work->meetings[work->history->calls[mark->call].meeting] : NULL;
}

/* Whether a call asks once more what the one before asked: drawn as one. */
static bool asks_again(const struct work *work, const struct call_made *call)
{
    if (work->marks_count == 0)
        return false;
    const struct mark *before = &work->marks[work->marks_count - 1];
    const struct call_made *other = &work->history->calls[before->call];
    enum kind kind = kind_of_call(call->event.call);
    return before->what == LOCAL && other->lane == call->lane &&
           (kind == KIND_TEST || kind == KIND_TEST_MESSAGE) &&
           other->event.call == call->event.call && other->event.place == call->event.place;
}

static void mark_call(struct work *work, long i)
{
    const struct call_made *call = &work->history->calls[i];
    const struct event *event = &call->event;
    enum kind kind = kind_of_call(event->call);
    bool got = call->sent != NOT_THERE && work->history->messages[call->sent].recv != NOT_THERE;
    if (call->sent != NOT_THERE && (got || !call->open))
        add_mark(work, SENT, i, call->sent);
    if (call->open)
        add_mark(work, STUCK, i, call->sent);
    else if (call->received != NOT_THERE)
        add_mark(work, ARRIVED, i, call->received);
    else if (call->meeting != NOT_THERE && !is_nonblocking(event->call)) {
        /* Of a nonblocking collective each rank starts and completes its own. */
        add_mark(work, TOGETHER, i, NOT_THERE);
        work->meetings[call->meeting].left++;
    } else if (call->sent == NOT_THERE && !event->part && kind != KIND_INIT) {
        if (!asks_again(work, call)) {
            add_mark(work, LOCAL, i, NOT_THERE);
            work->marks[work->marks_count - 1].times = 0;
        }
        work->marks[work->marks_count - 1].times += 1 + event->repeats;
    }
}

static void find_marks(struct work *work)
{
    const struct history *history = work->history;
    work->marks = need(calloc(2 * (size_t)history->count + 1, sizeof *work->marks));
    work->queues = need(calloc((size_t)history->lanes_count + 1, sizeof *work->queues));
    work->meetings = need(calloc((size_t)history->meetings_count + 1, sizeof *work->meetings));
    for (int l = 0; l < history->lanes_count; l++) {
        const struct lane *lane = &history->lanes[l];
        struct queue *queue = &work->queues[l];
        queue->first = work->marks_count;
        queue->row = NOT_THERE;
        for (long i = lane->first; i < lane->first + lane->count; i++)
            mark_call(work, i);
        queue->count = work->marks_count - queue->first;
    }
}

/* --- rows --- */

bool is_others(const struct layout *layout, int column)
{
    return layout->folded && column == layout->columns - 1;
}

const char *machine_of(const struct layout *layout, int column)
{
    const struct history *history = layout->history;
    return history->machines[history->lanes[layout->lanes[column]].machine].name;
}

static struct mark *head(const struct work *work, int lane)
{
    const struct queue *queue = &work->queues[lane];
    return queue->next < queue->count ? &work->marks[queue->first + queue->next] : NULL;
}

static bool waits(const struct work *work, long call)
{
    return work->waits && work->history->calls[call].waited;
}

static void pass(struct work *work, int lane)
{
    work->queues[lane].next++;
    struct progress *meeting = meeting_of(work, head(work, lane));
    if (meeting)
        meeting->here++;
}

/* The first row from `row` on in which nothing stands from one column to another. */
static long free_row(struct work *work, long row, int from, int to)
{
    for (;; row++) {
        bool taken = false;
        if (row >= work->row_room) {
            long room = 2 * row + 256;
            work->occupied =
                need(realloc(work->occupied, (size_t)room * sizeof(struct occupied *)));
            memset(work->occupied + work->row_room, 0,
                   (size_t)(room - work->row_room) * sizeof(struct occupied *));
            work->row_room = room;
        }
        for (const struct occupied *o = work->occupied[row]; o && !taken; o = o->next)
            taken = o->from <= to && from <= o->to;
        if (taken)
            continue;
        struct occupied *more = need(malloc(sizeof *more));
        *more = (struct occupied){from, to, work->occupied[row]};
        work->occupied[row] = more;
        return row;
    }
}

/* Notes that a lane waited in the rows before the one of its call. */
static void note_wait(struct work *work, int lane, long before, long row)
{
    struct layout *layout = work->layout;
    int column = layout->column_of[lane];
    if (is_others(layout, column))
        return;
    layout->waits =
        need(realloc(layout->waits, (size_t)(layout->waits_count + 1) * sizeof *layout->waits));
    layout->waits[layout->waits_count++] = (struct span){column, before + 1, row - 1};
}

/* Places an item below all that its lanes have done, with a row between where one of them waited. */
static void place(struct work *work, struct item item, const int *lanes, const bool *waited,
                  int count)
{
    struct layout *layout = work->layout;
    long row = 0;
    bool seen = false;
    for (int i = 0; i < count; i++) {
        const struct queue *queue = &work->queues[lanes[i]];
        if (queue->row + 1 + waited[i] > row)
            row = queue->row + 1 + waited[i];
        seen |= !is_others(layout, layout->column_of[lanes[i]]);
    }
    if (!seen) {
        layout->hidden++;
        free(item.calls);
        return;
    }
    item.row = free_row(work, row, item.from < item.to ? item.from : item.to,
                        item.from < item.to ? item.to : item.from);
    for (int i = 0; i < count; i++) {
        if (waited[i])
            note_wait(work, lanes[i], work->queues[lanes[i]].row, item.row);
        work->queues[lanes[i]].row = item.row;
    }
    if (item.what == MESSAGE || item.what == SENT)
        layout->row_of_send[item.message] = item.row;
    if (layout->count == work->item_room) {
        work->item_room = 2 * work->item_room + 256;
        layout->items =
            need(realloc(layout->items, (size_t)work->item_room * sizeof *layout->items));
    }
    layout->items[layout->count++] = item;
    if (item.row >= layout->rows)
        layout->rows = item.row + 1;
}

static void place_alone(struct work *work, int lane, enum what what)
{
    const struct mark *mark = head(work, lane);
    int column = work->layout->column_of[lane], other = column;
    bool waited = waits(work, mark->call);
    if (what == ARRIVED) {
        long send = work->history->messages[mark->message].send;
        other = work->layout->column_of[work->history->calls[send].lane];
    }
    struct item item = {.what = what,
                        .call = mark->call,
                        .message = mark->message,
                        .times = mark->times,
                        .from = other,
                        .to = column};
    place(work, item, &lane, &waited, 1);
    pass(work, lane);
}

static void place_message(struct work *work, int sender, int receiver)
{
    const struct mark *send = head(work, sender), *receive = head(work, receiver);
    int lanes[2] = {sender, receiver};
    bool waited[2] = {waits(work, send->call), waits(work, receive->call)};
    struct item item = {.what = MESSAGE,
                        .call = receive->call,
                        .message = send->message,
                        .from = work->layout->column_of[sender],
                        .to = work->layout->column_of[receiver]};
    place(work, item, lanes, waited, 2);
    pass(work, sender);
    pass(work, receiver);
}

/* Those of a collective that stand at the heads of their lanes: all that are left of it, unless nothing else
 * can be placed. */
static void place_together(struct work *work, long which)
{
    const struct history *history = work->history;
    const struct meeting *meeting = &history->meetings[which];
    size_t room = (size_t)meeting->count;
    int *lanes = need(calloc(room, sizeof *lanes));
    bool *waited = need(calloc(room, sizeof *waited));
    struct item item = {.what = TOGETHER, .message = NOT_THERE, .from = INT32_MAX, .to = -1};
    item.calls = need(calloc(room, sizeof *item.calls));
    for (long i = 0; i < meeting->count; i++) {
        int lane = meeting->calls[i]->lane;
        const struct mark *mark = head(work, lane);
        if (!mark || mark->what != TOGETHER || &history->calls[mark->call] != meeting->calls[i])
            continue;
        int column = work->layout->column_of[lane];
        item.from = column < item.from ? column : item.from;
        item.to = column > item.to ? column : item.to;
        item.call = mark->call;
        item.calls[item.count] = mark->call;
        waited[item.count] = waits(work, mark->call);
        lanes[item.count] = lane;
        item.count++;
    }
    int count = (int)item.count;
    place(work, item, lanes, waited, count);
    work->meetings[which].here -= count;
    work->meetings[which].left -= count;
    for (int i = 0; i < count; i++)
        pass(work, lanes[i]);
    free(lanes);
    free(waited);
}

/* Whether the head of a lane can be placed whole: a message needs its other end at the head of its own lane
 * (or placed before), a collective all that are left of it. */
static bool can_place(const struct work *work, int lane)
{
    const struct mark *mark = head(work, lane);
    switch (mark->what) {
    case SENT: {
        long recv = work->history->messages[mark->message].recv;
        if (recv == NOT_THERE)
            return true;
        const struct mark *other = head(work, work->history->calls[recv].lane);
        return other && other->what == ARRIVED && other->message == mark->message;
    }
    case ARRIVED:
        return work->sent[mark->message];
    case TOGETHER:
        return meeting_of(work, mark)->here == meeting_of(work, mark)->left;
    default:
        return true;
    }
}

static void place_head(struct work *work, int lane)
{
    const struct mark *mark = head(work, lane);
    long recv = mark->what == SENT ? work->history->messages[mark->message].recv : NOT_THERE;
    if (mark->what == SENT && recv != NOT_THERE && can_place(work, lane)) {
        place_message(work, lane, work->history->calls[recv].lane);
    } else if (mark->what == TOGETHER) {
        place_together(work, work->history->calls[mark->call].meeting);
    } else {
        if (mark->what == SENT)
            work->sent[mark->message] = true;
        place_alone(work, lane, mark->what);
    }
}

/* The lane whose head is to be placed next: the first in logical time of those that can be placed whole, or
 * else a send without its receive, or else whatever there is. -1: nothing is left. */
static int next_lane(const struct work *work)
{
    int best = -1, best_ease = 0;
    uint32_t best_time = 0;
    for (int l = 0; l < work->history->lanes_count; l++) {
        const struct mark *mark = head(work, l);
        if (!mark)
            continue;
        int ease = can_place(work, l) ? 3 : mark->what == SENT ? 2 : 1;
        uint32_t time = work->history->calls[mark->call].end;
        if (best < 0 || ease > best_ease || (ease == best_ease && time < best_time)) {
            best = l;
            best_ease = ease;
            best_time = time;
        }
    }
    return best;
}

/* --- by the clock --- */

static int by_clock(const void *one, const void *other)
{
    const struct item *a = one, *b = other;
    if (a->time != b->time)
        return a->time < b->time ? -1 : 1;
    return (a->call > b->call) - (a->call < b->call);
}

/* The first row at a time or later. */
static long row_at(const struct layout *layout, uint64_t time)
{
    long low = 0, high = layout->count;
    while (low < high) {
        long middle = (low + high) / 2;
        if (layout->items[middle].time < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* One row for each thing that happened: the two ends of a message are two, and so are the ranks that enter a
 * collective. */
static void place_by_clock(struct work *work)
{
    struct layout *layout = work->layout;
    const struct history *history = work->history;
    layout->items = need(calloc((size_t)work->marks_count + 1, sizeof *layout->items));
    for (long i = 0; i < work->marks_count; i++) {
        const struct mark *mark = &work->marks[i];
        const struct call_made *call = &history->calls[mark->call];
        int column = layout->column_of[call->lane], other = column;
        if (mark->what == ARRIVED)
            other = layout->column_of[history->calls[history->messages[mark->message].send].lane];
        if (is_others(layout, column) && is_others(layout, other)) {
            layout->hidden++;
            continue;
        }
        layout->items[layout->count++] =
            (struct item){.what = mark->what == TOGETHER ? LOCAL : mark->what,
                          .call = mark->call,
                          .message = mark->message,
                          .times = mark->times,
                          .from = other,
                          .to = column,
                          .time = mark->what == ARRIVED ? call->event.leave : call->event.enter};
    }
    qsort(layout->items, (size_t)layout->count, sizeof *layout->items, by_clock);
    layout->rows = layout->count;
    for (long i = 0; i < layout->count; i++) {
        struct item *item = &layout->items[i];
        const struct call_made *call = &history->calls[item->call];
        item->row = i;
        if (item->what == SENT)
            layout->row_of_send[item->message] = i;
        if (waits(work, item->call))
            note_wait(work, call->lane, row_at(layout, call->event.enter + 1) - 1,
                      row_at(layout, call->event.leave));
    }
}

static int by_row(const void *one, const void *other)
{
    const struct item *a = one, *b = other;
    return a->row != b->row ? (a->row < b->row ? -1 : 1) : a->from - b->from;
}

/* Which lanes have a column of their own. */
static void choose_columns(struct layout *layout, const bool *shown, int most)
{
    const struct history *history = layout->history;
    int wanted = 0, own = 0;
    for (int l = 0; l < history->lanes_count; l++)
        wanted += !shown || shown[history->lanes[l].rank];
    layout->folded = wanted < history->lanes_count || wanted > most;
    if (layout->folded && wanted > most - 1)
        wanted = most - 1;
    layout->columns = wanted + layout->folded;
    layout->lanes = need(calloc((size_t)layout->columns + 1, sizeof *layout->lanes));
    layout->column_of = need(calloc((size_t)history->lanes_count + 1, sizeof *layout->column_of));
    for (int l = 0; l < history->lanes_count; l++) {
        layout->column_of[l] = layout->columns - 1;
        if (own < wanted && (!shown || shown[history->lanes[l].rank])) {
            layout->lanes[own] = l;
            layout->column_of[l] = own++;
        }
    }
}

static void find_ends(struct layout *layout)
{
    layout->ended = need(calloc((size_t)layout->columns + 1, sizeof *layout->ended));
    for (int c = 0; c < layout->columns; c++)
        layout->ended[c] = layout->rows;
    for (long i = 0; i < layout->count; i++) {
        const struct item *item = &layout->items[i];
        const struct call_made *call = &layout->history->calls[item->call];
        if (item->what == LOCAL && kind_of_call(call->event.call) == KIND_FINALIZE &&
            !is_others(layout, item->to))
            layout->ended[item->to] = item->row;
    }
}

void lay_out(struct layout *layout, const struct history *history, const bool *shown, int most,
             bool real, bool waits)
{
    struct work work = {.layout = layout, .history = history, .waits = waits};
    *layout = (struct layout){.history = history};
    choose_columns(layout, shown, most);
    layout->row_of_send =
        need(calloc((size_t)history->messages_count + 1, sizeof *layout->row_of_send));
    work.sent = need(calloc((size_t)history->messages_count + 1, sizeof *work.sent));
    find_marks(&work);
    for (int l = 0; l < history->lanes_count; l++) {
        struct progress *meeting = meeting_of(&work, head(&work, l));
        if (meeting)
            meeting->here++;
    }
    if (real)
        place_by_clock(&work);
    for (int lane; !real && (lane = next_lane(&work)) >= 0;)
        place_head(&work, lane);
    if (!real)
        qsort(layout->items, (size_t)layout->count, sizeof *layout->items, by_row);
    find_ends(layout);
    for (long r = 0; r < work.row_room; r++) {
        for (struct occupied *o = work.occupied[r], *next; o; o = next) {
            next = o->next;
            free(o);
        }
    }
    free(work.occupied);
    free(work.marks);
    free(work.queues);
    free(work.meetings);
    free(work.sent);
}
