#include "watch/reason.h"

#include "watch/messages.h"

#include <stdlib.h>

const char *ended_how(const struct graph *graph, int32_t rank)
{
    if (rank < 0 || !graph->ranks[rank].ended)
        return NULL;
    return graph->ranks[rank].log && atomic_load(&graph->ranks[rank].log->phase) == FINALIZED
               ? "has ended"
               : "has died";
}

void add_reason(struct text *text, const struct graph *graph, const struct node *node)
{
    struct event call = waiting_call(graph, node);
    enum kind kind = kind_of_call(call.call);
    bool *set = calloc((size_t)graph->size, sizeof *set);
    int count = 0, one = 0;
    if (!set)
        return;
    partners(graph, node, set);
    for (int r = 0; r < graph->size; r++) {
        count += set[r];
        one = set[r] ? r : one;
    }
    if (call.source == ANY) {
        add(text, "for a message that nobody can send any more");
    } else if (call.source >= 0) {
        add(text, "for a message that rank %d has not sent", call.source);
        if (ended_how(graph, call.source))
            add(text, ": it %s", ended_how(graph, call.source));
    } else if (call.dest >= 0) {
        add(text, "for rank %d to receive its message", call.dest);
        if (ended_how(graph, call.dest))
            add(text, ": it %s", ended_how(graph, call.dest));
    } else {
        add(text, "for rank%s ", count == 1 ? "" : "s");
        add_ranks(text, set, graph->size);
        add(text, kind == KIND_FROM_ROOT && count == 1 && one == call.root ? ", the root" : "");
        add(text, count == 1 ? ", which has not come to it" : ", which have not come to it");
        if (count == 1 && ended_how(graph, one))
            add(text, ": it %s", ended_how(graph, one));
    }
    free(set);
}

/* Whether there are more messages of a key than receives that this rank has posted for them. */
static bool is_unclaimed(const struct graph *graph, struct envelope message, int32_t rank)
{
    return messages(graph, message, rank) > receives_for(graph->ranks[rank].log, message);
}

bool find_near_miss(const struct graph *graph, const struct node *node, struct near_miss *miss)
{
    struct event call = waiting_call(graph, node);
    for (int r = 0; r < graph->size && call.recvtag != NOBODY; r++) {
        const struct rank_log *log = graph->ranks[r].log;
        uint32_t recents = log ? atomic_load(&log->recents) : 0;
        for (uint32_t i = 0; i < recents && i < RECENT; i++) {
            uint32_t at = (recents - 1 - i) % RECENT;
            struct envelope message = {log->recent[at].comm, r, log->recent[at].tag};
            if (log->recent[at].dest != node->rank || !is_unclaimed(graph, message, node->rank))
                continue;
            *miss = (struct near_miss){.rank = r,
                                       .tag = message.tag,
                                       .place = log->recent[at].place,
                                       .same_comm = message.comm == call.comm,
                                       .same_source = source_fits(call.source, r),
                                       .same_tag = tag_fits(call.recvtag, message.tag)};
            if (miss->same_comm + miss->same_source + miss->same_tag == 2)
                return true;
        }
    }
    return false;
}

void add_near_miss(struct text *text, const struct graph *graph, const struct node *node,
                   const struct near_miss *miss)
{
    struct event call = waiting_call(graph, node);
    add(text, "rank %d did send rank %d a message, ", miss->rank, node->rank);
    if (!miss->same_comm)
        add(text, "but on another communicator (");
    else
        add(text, "with tag %d (", miss->tag);
    add_place(text, graph->ranks[miss->rank].log, miss->place);
    if (!miss->same_tag)
        add(text, "); rank %d asks for tag %d", node->rank, call.recvtag);
    else if (!miss->same_source)
        add(text, "); rank %d asks rank %d for it", node->rank, call.source);
    else
        add(text, ")");
}
