#include "history/parts.h"

#include <stdlib.h>

/* Whether a call sends a message, which the making of a persistent request does not. */
static bool is_send(const struct event *event)
{
    enum kind kind = kind_of_call(event->call);
    return event->dest >= 0 && event->comm != 0 && event->result == 0 &&
           ((has_trait(kind, SENDS) && !makes_persistent(event->call)) ||
            (kind == KIND_START && event->part));
}

/* Whether a call has a message at its end. */
static bool takes_message(const struct event *event)
{
    enum kind kind = kind_of_call(event->call);
    return event->from >= 0 && has_trait(kind, TAKES | COMPLETES);
}

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

/* Sets which call asked for what each call completes. The requests of a rank are numbered. */
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
            bool asks = !has_trait(kind, ON_REQUESTS) || kind == KIND_START;
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
            if (request->state == GIVEN_UP && !request->cancelled && request->peer >= 0 &&
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

/* Sets the sends and the receives of all messages, which it allocates, in the order of their keys. */
static void find_ends(const struct history *history, struct end **sends, long *sends_count,
                      struct end **receives, long *receives_count)
{
    *sends = need(calloc((size_t)history->count + 1, sizeof **sends));
    *receives = need(calloc((size_t)history->count + 1, sizeof **receives));
    *sends_count = *receives_count = 0;
    for (long i = 0; i < history->count; i++) {
        const struct call_made *call = &history->calls[i];
        const struct event *event = &call->event;
        int rank = history->lanes[call->lane].rank;
        if (is_send(event))
            (*sends)[(*sends_count)++] =
                (struct end){event->comm, event->enter, rank, event->dest, event->tag, i};
        if (takes_message(event)) {
            (*receives)[(*receives_count)++] =
                (struct end){event->comm,    history->calls[call->asked].event.enter,
                             event->from,    rank,
                             event->fromtag, i};
        } else if (call->freed) {
            (*receives)[(*receives_count)++] =
                (struct end){event->comm, event->enter, event->source, rank, event->recvtag, i};
        }
    }
    qsort(*sends, (size_t)*sends_count, sizeof **sends, by_key);
    qsort(*receives, (size_t)*receives_count, sizeof **receives, by_key);
}

/* Whether a receive that no call completed may have taken the message: one that is still open, or was freed
 * or cancelled. */
static bool may_be_taken(const struct history *history, const struct call_made *send)
{
    const struct event *event = &send->event;
    struct envelope message = {event->comm, history->lanes[send->lane].rank, event->tag};
    const struct rank_log *to = log_of_rank(history, event->dest);
    for (int i = 0; to && i < REQUESTS; i++) {
        const struct request *request = &to->requests[i];
        if (is_active(request) && request->kind == KIND_RECV && takes(asked_by(request), message))
            return true;
    }
    return false;
}

/* The nth send of a key goes with the nth receive of it. */
void match(struct history *history)
{
    long sends_count, receives_count;
    struct end *sends, *receives;
    find_askers(history);
    find_ends(history, &sends, &sends_count, &receives, &receives_count);
    bool *cancels = need(calloc((size_t)history->size, sizeof *cancels)); /* maybe what it sent */
    for (long i = 0; i < history->count; i++)
        if (kind_of_call(history->calls[i].event.call) == KIND_CANCEL)
            cancels[history->lanes[history->calls[i].lane].rank] = true;
    history->messages = need(calloc((size_t)sends_count + 1, sizeof *history->messages));
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
