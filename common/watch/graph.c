/* A receive waits for a message of its source, a send for its receive, a collective for those who have not come to it,
 * MPI_Waitall for all of its requests, MPI_Waitany for one. A call can go on if what it waits for is there already, or
 * if a rank that could bring it can go on. We mark calls that can go on until we find no more. The calls that are left
 * can never go on: this is the rule of an AND-OR wait-for graph.
 *
 * The logs may be written while we read. What we decide against a rank rests on numbers that only the stuck ranks
 * change. The caller believes it only if they have not moved meanwhile. */
#include "watch/graph.h"

#include "watch/messages.h"

#include <string.h>

void look(struct graph *graph)
{
    graph->count = 0;
    graph->full = false;
    for (int r = 0; r < graph->size; r++)
        graph->full |= graph->ranks[r].log && atomic_load(&graph->ranks[r].log->full);
    for (int r = 0; r < graph->size; r++) {
        struct rank *rank = &graph->ranks[r];
        const struct rank_log *log = rank->log;
        int inside = 0, threads = 0, known = 0;
        rank->busy = !rank->ended;
        if (!log || rank->ended || rank->moving)
            continue;
        for (int t = 0; t < THREADS && atomic_load(&log->now[t].used); t++) {
            struct node node = {.rank = r, .thread = t};
            known++;
            if (!latest_call(log, t, &node.call, &node.serial))
                continue;
            graph->nodes[graph->count++] = node;
            inside++;
        }
        threads = atomic_load(&log->threads);
        /* Unless all threads may call MPI at once, no other one can call it while one is inside. */
        rank->busy = inside < (log->multiple ? threads : 1) || known == 0 ||
                     atomic_load(&log->phase) == STARTING;
    }
}

bool is_finalize(const struct node *node)
{
    return kind_of_call(node->call.call) == KIND_FINALIZE;
}

/* Whether a rank may still do something for others. In MPI_Finalize it does nothing more for them, once the functions of
 * the program that MPI calls there are done. */
static bool rank_can(const struct graph *graph, int32_t rank)
{
    if (rank < 0 || rank >= graph->size || graph->ranks[rank].busy)
        return rank != NOBODY;
    for (int i = 0; i < graph->count; i++)
        if (graph->nodes[i].rank == rank && graph->nodes[i].free &&
            !(is_finalize(&graph->nodes[i]) && atomic_load(&graph->ranks[rank].log->done)))
            return true;
    return false;
}

static bool receive_can(const struct graph *graph, const struct receive *receive)
{
    const struct rank_log *log = graph->ranks[receive->rank].log;
    const struct comm *comm = comm_of(log, receive->asked.comm);
    if (receive->asked.source == NOBODY)
        return true;
    if (!comm || receive->asked.source == UNKNOWN || message_may_be_there(graph, receive, comm))
        return true;
    if (receive->asked.source != ANY)
        return rank_can(graph, receive->asked.source);
    for (int i = 0; i < members_of(comm); i++)
        if (rank_can(graph, member(log, comm, i)))
            return true;
    return false;
}

/* Whether the latest of these messages to a rank has, or may still get, a receive. */
static bool send_can(const struct graph *graph, struct envelope message, int32_t dest)
{
    if (message.comm == 0 || dest < 0 || rank_can(graph, dest))
        return true;
    /* If we counted too many messages here, we would accuse a rank; for a receive it is the other way round. */
    if (!is_exact(graph, message, dest))
        return true;
    const struct rank_log *log = graph->ranks[dest].log;
    if (!log)
        return true;
    if (graph->ranks[dest].ended)
        return false;
    uint32_t receives = receives_for(log, message);
    for (int i = 0; i < graph->count; i++) {
        const struct event *call = &graph->nodes[i].call;
        receives += graph->nodes[i].rank == dest && has_trait(kind_of_call(call->call), TAKES) &&
                    takes((struct envelope){call->comm, call->source, call->recvtag}, message);
    }
    return receives >= messages(graph, message, dest);
}

static bool call_sends(const struct graph *graph, int32_t rank, const struct event *call)
{
    return send_can(graph, (struct envelope){call->comm, rank, call->tag}, call->dest);
}

static bool request_sends(const struct graph *graph, int32_t rank, const struct request *request)
{
    return send_can(graph, (struct envelope){request->comm, rank, request->tag}, request->peer);
}

enum coming comes(const struct graph *graph, int32_t rank, const struct event *call)
{
    if (rank < 0 || rank >= graph->size)
        return MAY_COME;
    const struct rank_log *log = graph->ranks[rank].log;
    const struct comm *comm = log ? comm_of(log, call->comm) : NULL;
    uint32_t entered = comm ? atomic_load(&comm->collectives) : 0;
    if (!comm && log && log->comms[COMMS - 1].identity)
        return MAY_COME; /* it may have come: its table is full, so entries were reused */
    if (comm && entered >= call->index) {
        uint32_t at = call->index % ORDER;
        if (entered - call->index < ORDER &&
            (comm->order[at].call != call->call || comm->order[at].root != call->root))
            return COMES_TO_ANOTHER;
        return CAME;
    }
    return rank_can(graph, rank) ? MAY_COME : NEVER;
}

static bool collective_can(const struct graph *graph, const struct node *node,
                           const struct event *call, bool *soft)
{
    const struct rank_log *log = graph->ranks[node->rank].log;
    const struct comm *comm = comm_of(log, call->comm);
    enum kind kind = kind_of_call(call->call);
    int missing = 0, may = 0, others = 0, needed = 0, needed_may = 0;
    if (!comm)
        return true;
    for (int i = 0; i < members_of(comm); i++) {
        int32_t rank = member(log, comm, i);
        enum coming coming = rank == node->rank ? CAME : comes(graph, rank, call);
        if (coming == CAME)
            continue;
        missing++;
        may += coming == MAY_COME;
        others += coming == COMES_TO_ANOTHER;
        /* Without these it cannot end, by the standard; without the rest it may. */
        if (needs(kind, node->rank == call->root, rank == call->root, i < comm->rank) &&
            (call->bytes > 0 || call->count < 0)) {
            needed++;
            needed_may += coming == MAY_COME;
        }
    }
    if (missing == 0)
        return true;
    if (comm->others)
        needed = 0; /* who needs whom differs between the two groups */
    if (needed > needed_may) {
        *soft = others > 0; /* it is wrong, but MPI may let it pass */
        return false;
    }
    if (needed > 0)
        return true;
    *soft = true;
    return may > 0;
}

static struct event as_call(const struct request *request)
{
    return (struct event){.call = request->call,
                          .comm = request->comm,
                          .index = request->index,
                          .root = request->root,
                          .bytes = request->bytes,
                          .count = request->count};
}

static struct receive as_receive(int rank, const struct request *request)
{
    return (struct receive){rank, asked_by(request), request->number};
}

static struct receive open_receive(int rank, const struct event *call)
{
    return (struct receive){rank, {call->comm, call->source, call->recvtag}, UINT64_MAX};
}

static bool request_can(const struct graph *graph, const struct node *node,
                        const struct request *request, bool *soft)
{
    struct event call = as_call(request);
    struct receive receive = as_receive(node->rank, request);
    if (request->cancelled)
        return true;
    if (is_collective(request->kind))
        return collective_can(graph, node, &call, soft);
    switch ((enum kind)request->kind) {
    case KIND_RECV:
        return receive_can(graph, &receive);
    case KIND_SEND:
        *soft = true;
        return request_sends(graph, node->rank, request);
    case KIND_SSEND:
        return request_sends(graph, node->rank, request);
    default:
        return true;
    }
}

/* Whether all that a request needs is there already, whatever others do next. */
static bool is_there(const struct graph *graph, const struct node *node,
                     const struct request *request)
{
    const struct rank_log *log = graph->ranks[node->rank].log;
    const struct comm *comm = comm_of(log, request->comm);
    struct receive receive = as_receive(node->rank, request);
    struct event call = as_call(request);
    if (request->kind == KIND_RECV)
        return comm && message_may_be_there(graph, &receive, comm);
    if (!is_collective(request->kind))
        return true;
    for (int i = 0; comm && i < members_of(comm); i++)
        if (comes(graph, member(log, comm, i), &call) != CAME)
            return false;
    return comm != NULL;
}

static bool wait_can(const struct graph *graph, const struct node *node, bool all, bool *soft)
{
    const struct rank_log *log = graph->ranks[node->rank].log;
    int open = 0;
    bool doubtful = false, comes_later = false;
    if (node->call.source == UNKNOWN)
        return true;
    for (int i = 0; i < REQUESTS; i++) {
        bool this_soft = false;
        if (!waits_for(&node->call, &log->requests[i]))
            continue;
        open++;
        bool this_can = request_can(graph, node, &log->requests[i], &this_soft);
        if (all && !this_can && !this_soft) {
            *soft = false;
            return false; /* sure, whatever the others do */
        }
        doubtful |= !this_can;
        comes_later |= this_can && !is_there(graph, node, &log->requests[i]);
        if (!all && this_can)
            return true;
    }
    /* That it has looked for long says something only of a request that it waits for alone. */
    *soft = doubtful;
    return open == 0 || (all && (!doubtful || comes_later));
}

static bool finalize_can(const struct graph *graph, const struct node *node)
{
    int away = 0;
    for (int r = 0; r < graph->size; r++) {
        bool there = r == node->rank || graph->ranks[r].ended;
        for (int i = 0; i < graph->count && !there; i++)
            there = graph->nodes[i].rank == r && is_finalize(&graph->nodes[i]);
        if (!there && rank_can(graph, r))
            return true;
        away += !there;
    }
    return away == 0;
}

static bool can(const struct graph *graph, const struct node *node, bool *soft)
{
    const struct event *call = &node->call;
    const struct rank_log *log = graph->ranks[node->rank].log;
    struct receive receive = open_receive(node->rank, call);
    enum kind kind = kind_of_call(call->call);
    *soft = false;
    if (is_nonblocking(call->call) || (call->comm == 0 && has_trait(kind, SENDS | ASKS)))
        return true;
    if (is_collective(kind))
        return collective_can(graph, node, call, soft);
    switch (kind) {
    case KIND_SEND:
        *soft = true;
        return call_sends(graph, node->rank, call);
    case KIND_SSEND:
        return call_sends(graph, node->rank, call);
    case KIND_RECV:
    case KIND_PROBE:
        return receive_can(graph, &receive);
    case KIND_SENDRECV:
        if (!receive_can(graph, &receive))
            return false;
        *soft = true;
        if (call->source != NOBODY &&
            (!comm_of(log, call->comm) ||
             !message_may_be_there(graph, &receive, comm_of(log, call->comm))))
            return true; /* it may wait for the message alone, which may come */
        return call_sends(graph, node->rank, call);
    case KIND_WAIT_ALL:
        return wait_can(graph, node, true, soft);
    case KIND_WAIT_ANY:
        return wait_can(graph, node, false, soft);
    case KIND_FINALIZE:
        return !atomic_load(&log->done) || finalize_can(graph, node);
    default:
        return true;
    }
}

int reduce(struct graph *graph, bool trust_soft)
{
    int stuck = graph->count;
    bool changed = true;
    if (graph->full)
        return 0;
    for (int i = 0; i < graph->count; i++)
        graph->nodes[i].free = false;
    while (changed) {
        changed = false;
        for (int i = 0; i < graph->count; i++) {
            struct node *node = &graph->nodes[i];
            if (node->free)
                continue;
            node->free = can(graph, node, &node->soft);
            if (!node->free && node->soft && !trust_soft)
                node->free = true;
            if (node->free) {
                changed = true;
                stuck--;
            }
        }
    }
    return stuck;
}

/* --- what a stuck call waits for --- */

bool is_stuck(const struct graph *graph, int32_t rank)
{
    for (int i = 0; i < graph->count; i++)
        if (graph->nodes[i].rank == rank && !graph->nodes[i].free)
            return true;
    return false;
}

void stuck_requests(const struct graph *graph, const struct node *node, bool *stuck)
{
    const struct rank_log *log = graph->ranks[node->rank].log;
    for (int sure = 1, found = 0; sure >= 0 && !found; sure--) {
        for (int i = 0; i < REQUESTS; i++) {
            bool soft = false;
            stuck[i] = waits_for(&node->call, &log->requests[i]) &&
                       !request_can(graph, node, &log->requests[i], &soft) && soft != (bool)sure;
            found += stuck[i];
        }
    }
}

static const struct request *first_request(const struct graph *graph, const struct node *node)
{
    const struct rank_log *log = graph->ranks[node->rank].log;
    bool stuck[REQUESTS];
    const struct request *first = NULL;
    stuck_requests(graph, node, stuck);
    for (int i = 0; i < REQUESTS; i++)
        if (stuck[i] && (!first || log->requests[i].number < first->number))
            first = &log->requests[i];
    return first;
}

struct event waiting_call(const struct graph *graph, const struct node *node)
{
    struct event call = node->call;
    enum kind kind = kind_of_call(call.call);
    const struct request *request;
    if (kind == KIND_SENDRECV) {
        struct receive receive = open_receive(node->rank, &node->call);
        if (receive_can(graph, &receive))
            call.source = call.recvtag = NOBODY;
        else
            call.dest = call.tag = NOBODY;
        return call;
    }
    if ((kind != KIND_WAIT_ALL && kind != KIND_WAIT_ANY) || !(request = first_request(graph, node)))
        return call;
    call = as_call(request);
    call.place = request->place;
    call.dest = call.tag = call.source = call.recvtag = NOBODY;
    if (request->kind == KIND_RECV) {
        call.source = request->peer;
        call.recvtag = request->tag;
    } else if (request->kind == KIND_SEND || request->kind == KIND_SSEND) {
        call.dest = request->peer;
        call.tag = request->tag;
    }
    return call;
}

bool partners(const struct graph *graph, const struct node *node, bool *set)
{
    struct event call = waiting_call(graph, node);
    const struct rank_log *log = graph->ranks[node->rank].log;
    const struct comm *comm = comm_of(log, call.comm);
    enum kind kind = kind_of_call(call.call);
    memset(set, 0, (size_t)graph->size);
    if (kind == KIND_FINALIZE) {
        for (int r = 0; r < graph->size; r++)
            set[r] = is_stuck(graph, r);
        for (int i = 0; i < graph->count; i++)
            if (is_finalize(&graph->nodes[i]))
                set[graph->nodes[i].rank] = false;
        return true;
    }
    if (call.dest >= 0) {
        set[call.dest] = true;
    } else if (call.source >= 0) {
        set[call.source] = true;
    } else if (comm) {
        for (int i = 0; i < members_of(comm); i++) {
            int32_t rank = member(log, comm, i);
            if (rank < 0 || rank >= graph->size || rank == node->rank)
                continue;
            if (call.source == ANY)
                set[rank] = true;
            else if (kind == KIND_FROM_ROOT && node->rank != call.root &&
                     comes(graph, call.root, &call) != CAME)
                set[rank] = rank == call.root;
            else
                set[rank] = comes(graph, rank, &call) != CAME;
        }
    }
    return call.source != ANY && kind_of_call(node->call.call) != KIND_WAIT_ANY;
}
