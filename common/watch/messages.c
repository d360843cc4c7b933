#include "watch/messages.h"

enum { MANY = 1 << 16 };

bool is_exact(const struct graph *graph, struct envelope message, int32_t to)
{
    uint32_t slot = slot_of(message.comm, message.source, to, message.tag);
    uint64_t key = key_of(message.comm, message.source, to, message.tag);
    for (int r = 0; r < graph->size; r++) {
        const struct rank_log *log = graph->ranks[r].log;
        uint64_t sent = log ? atomic_load(&log->sent_key[slot]) : 0;
        uint64_t received = log ? atomic_load(&log->received_key[slot]) : 0;
        if ((sent != 0 && sent != key) || (received != 0 && received != key))
            return false;
    }
    return true;
}

uint32_t messages(const struct graph *graph, struct envelope message, int32_t to)
{
    uint32_t slot = slot_of(message.comm, message.source, to, message.tag), sent = 0, received = 0;
    if (graph->torn && !is_exact(graph, message, to))
        return MANY;
    for (int r = 0; r < graph->size; r++)
        if (graph->ranks[r].log)
            received += atomic_load(&graph->ranks[r].log->received[slot]);
    for (int r = 0; r < graph->size; r++)
        if (graph->ranks[r].log)
            sent += atomic_load(&graph->ranks[r].log->sent[slot]);
    return sent - received;
}

uint32_t receives_for(const struct rank_log *log, struct envelope message)
{
    uint32_t count = 0;
    for (int i = 0; i < REQUESTS; i++) {
        const struct request *request = &log->requests[i];
        struct envelope asked = asked_by(request);
        if (asked.source == UNKNOWN)
            asked.source = ANY; /* it may be the one */
        count += is_active(request) && request->kind == KIND_RECV && takes(asked, message);
    }
    return count;
}

/* Each receive that was posted before and takes whatever this one would take is served first (MPI 4.0, 3.5), so
 * there have to be more messages than those are. In which order several threads have posted theirs is not known. */
bool message_may_be_there(const struct graph *graph, const struct receive *receive,
                          const struct comm *comm)
{
    const struct rank_log *log = graph->ranks[receive->rank].log;
    uint32_t earlier = 0, there = 0;
    bool any_source = receive->asked.source == ANY, any_tag = receive->asked.tag == ANY,
         mine = false;
    bool ordered = !log->multiple || !atomic_load(&log->now[1].used);
    for (int i = 0; ordered && i < REQUESTS; i++) {
        const struct request *request = &log->requests[i];
        if (!is_active(request) || request->kind != KIND_RECV || request->cancelled ||
            request->number >= receive->number || !takes(asked_by(request), receive->asked))
            continue;
        earlier++;
        any_source |= request->peer == ANY;
        any_tag |= request->tag == ANY;
    }
    for (int i = 0; i < members_of(comm); i++) {
        int32_t source = member(log, comm, i);
        if (source == UNKNOWN)
            return true;
        bool wanted = source_fits(receive->asked.source, source);
        struct envelope from = {receive->asked.comm, source, receive->asked.tag};
        if (wanted && messages(graph, from, receive->rank) > 0)
            mine = true;
        from.tag = any_tag ? ANY : from.tag;
        if (any_source || wanted)
            there += messages(graph, from, receive->rank);
    }
    return mine && there > earlier;
}
