#include "history/parts.h"

#include <stdlib.h>

bool is_root(const struct history *history, const struct call_made *call)
{
    return call->event.root == history->lanes[call->lane].rank;
}

bool is_alike(const struct event *one, const struct event *other, enum difference in)
{
    return in == IN_CALL   ? one->call == other->call
           : in == IN_ROOT ? one->root == other->root
                           : one->operation == other->operation;
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

static bool is_same_collective(const struct call_made *one, const struct call_made *other)
{
    return one->event.comm == other->event.comm && one->event.index == other->event.index;
}

void find_meetings(struct history *history)
{
    size_t room = (size_t)history->count + 1;
    long count = 0;
    struct call_made **calls = need(calloc(room, sizeof(struct call_made *)));
    for (long i = 0; i < history->count; i++) {
        history->calls[i].meeting = NOT_THERE;
        if (history->calls[i].event.index > 0 && !history->calls[i].event.part)
            calls[count++] = &history->calls[i];
    }
    qsort(calls, (size_t)count, sizeof(struct call_made *), by_collective);
    history->meetings = need(calloc((size_t)count + 1, sizeof *history->meetings));
    for (long i = 0; i < count; i++) {
        if (i == 0 || !is_same_collective(calls[i - 1], calls[i]))
            history->meetings[history->meetings_count++].calls = &calls[i];
        history->meetings[history->meetings_count - 1].count++;
        calls[i]->meeting = history->meetings_count - 1;
    }
}
