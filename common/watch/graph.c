/* A receive waits for a message of its source, a send for its receive, a collective for those who have
 * not come to it, MPI_Waitall for all of its requests, MPI_Waitany for one. A call can go on if what it
 * waits for is there already, or if one who could bring it can go on. Whoever is left when no more can
 * be found to go on never will: the rule of the AND-OR wait-for graph.
 *
 * The logs may be written while we read. All that is decided against a rank rests on numbers that the
 * stuck ranks alone change; the caller takes it only if they have not moved meanwhile. Of the numbers
 * of messages, what was received is read before what was sent, so that a message is rather believed to
 * be there than not.
 */
#include "watch/graph.h"

#include "calls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 1 << 16 };

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
        /* Where not all threads may call MPI at once, nobody else can while one is inside. */
        rank->busy = inside < (log->multiple ? threads : 1) || known == 0 ||
                     atomic_load(&log->phase) == STARTING;
    }
}

bool is_finalize(const struct node *node)
{
    return kind_of_call(node->call.call) == KIND_FINALIZE;
}

/* Whether a rank may still do something for others. In MPI_Finalize it does not any more, though it may
 * leave it, once the program's functions that are called there are done. */
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

/* Whether the number of messages of a key is exact: no other key has fallen on its slot. */
static bool is_exact(const struct graph *graph, uint64_t comm, int32_t from, int32_t to,
                     int32_t tag)
{
    uint32_t slot = slot_of(comm, from, to, tag);
    uint64_t key = key_of(comm, from, to, tag);
    for (int r = 0; r < graph->size; r++) {
        const struct rank_log *log = graph->ranks[r].log;
        uint64_t sent = log ? atomic_load(&log->sent_key[slot]) : 0;
        uint64_t received = log ? atomic_load(&log->received_key[slot]) : 0;
        if ((sent != 0 && sent != key) || (received != 0 && received != key))
            return false;
    }
    return true;
}

/* At least as many messages from one to the other as are there and not received. */
static uint32_t messages(const struct graph *graph, uint64_t comm, int32_t from, int32_t to,
                         int32_t tag)
{
    uint32_t slot = slot_of(comm, from, to, tag), sent = 0, received = 0;
    if (graph->torn && !is_exact(graph, comm, from, to, tag))
        return MANY;
    for (int r = 0; r < graph->size; r++)
        if (graph->ranks[r].log)
            received += atomic_load(&graph->ranks[r].log->received[slot]);
    for (int r = 0; r < graph->size; r++)
        if (graph->ranks[r].log)
            sent += atomic_load(&graph->ranks[r].log->sent[slot]);
    return sent - received;
}

static bool tags_fit(int32_t one, int32_t other)
{
    return one == ANY || other == ANY || one == other;
}

/* What is to be received: by an open call, or by a request. */
struct receive {
    uint64_t comm, number; /* number: of the request; those with a smaller one come first */
    int32_t rank, source, tag;
};

static bool fits_message(const struct request *request, uint64_t comm, int32_t source, int32_t tag)
{
    return is_active(request) && request->kind == KIND_RECV && request->comm == comm &&
           request->peer != NOBODY &&
           (request->peer < 0 || source < 0 || request->peer == source) &&
           tags_fit(request->tag, tag);
}

/* Whether a message may be there for it. Each receive that was posted before and takes whatever this one
 * would take is served first (MPI 4.0, 3.5), so there have to be more messages than those are. In what
 * order several threads have posted theirs, nobody knows. */
static bool message_may_be_there(const struct graph *graph, const struct receive *receive,
                                 const struct comm *comm)
{
    const struct rank_log *log = graph->ranks[receive->rank].log;
    uint32_t earlier = 0, there = 0;
    bool any_source = receive->source == ANY, any_tag = receive->tag == ANY, mine = false;
    bool ordered = !log->multiple || !atomic_load(&log->now[1].used);
    for (int i = 0; ordered && i < REQUESTS; i++) {
        const struct request *request = &log->requests[i];
        if (!is_active(request) || request->kind != KIND_RECV || request->comm != receive->comm ||
            request->cancelled || request->number >= receive->number ||
            (request->peer != ANY && request->peer != receive->source) ||
            (request->tag != ANY && request->tag != receive->tag))
            continue;
        earlier++;
        any_source |= request->peer == ANY;
        any_tag |= request->tag == ANY;
    }
    for (int i = 0; i < members_of(comm); i++) {
        int32_t source = member(log, comm, i);
        if (source == UNKNOWN)
            return true;
        bool wanted = receive->source == ANY || receive->source == source;
        if (wanted && messages(graph, receive->comm, source, receive->rank, receive->tag) > 0)
            mine = true;
        if (any_source || wanted)
            there +=
                messages(graph, receive->comm, source, receive->rank, any_tag ? ANY : receive->tag);
    }
    return mine && there > earlier;
}

static bool receive_can(const struct graph *graph, const struct receive *receive)
{
    const struct rank_log *log = graph->ranks[receive->rank].log;
    const struct comm *comm = comm_of(log, receive->comm);
    if (receive->source == NOBODY)
        return true;
    if (!comm || receive->source == UNKNOWN || message_may_be_there(graph, receive, comm))
        return true;
    if (receive->source != ANY)
        return rank_can(graph, receive->source);
    for (int i = 0; i < members_of(comm); i++)
        if (rank_can(graph, member(log, comm, i)))
            return true;
    return false;
}

/* Whether the latest message of this key has, or may still get, a receive. */
static bool send_can(const struct graph *graph, uint64_t comm, int32_t rank, int32_t dest,
                     int32_t tag)
{
    uint32_t receives = 0;
    if (comm == 0 || dest < 0 || rank_can(graph, dest))
        return true;
    /* Here too many messages would accuse, where for a receive it is too few. */
    if (!is_exact(graph, comm, rank, dest, tag))
        return true;
    const struct rank_log *log = graph->ranks[dest].log;
    if (!log)
        return true;
    if (graph->ranks[dest].ended)
        return false;
    for (int i = 0; i < REQUESTS; i++)
        receives += fits_message(&log->requests[i], comm, rank, tag);
    for (int i = 0; i < graph->count; i++) {
        const struct event *call = &graph->nodes[i].call;
        enum kind kind = kind_of_call(call->call);
        receives += graph->nodes[i].rank == dest && (kind == KIND_RECV || kind == KIND_SENDRECV) &&
                    call->comm == comm && (call->source == rank || call->source == ANY) &&
                    tags_fit(call->recvtag, tag);
    }
    return receives >= messages(graph, comm, rank, dest, tag);
}

enum coming { CAME, MAY_COME, NEVER, COMES_TO_ANOTHER };

/* Where a member stands with a collective: the one of that number on that communicator. */
static enum coming comes(const struct graph *graph, int32_t rank, const struct event *call)
{
    if (rank < 0 || rank >= graph->size)
        return MAY_COME;
    const struct rank_log *log = graph->ranks[rank].log;
    const struct comm *comm = log ? comm_of(log, call->comm) : NULL;
    uint32_t entered = comm ? atomic_load(&comm->collectives) : 0;
    if (!comm && log && log->comms[COMMS - 1].identity)
        return MAY_COME; /* it may have been there: its table is full, and entries are used again */
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
        bool needs = kind == KIND_ALL || (kind == KIND_FROM_ROOT && rank == call->root) ||
                     (kind == KIND_TO_ROOT && node->rank == call->root) ||
                     (kind == KIND_SCAN && i < comm->rank);
        if (needs && (call->bytes > 0 || call->count < 0)) {
            needed++;
            needed_may += coming == MAY_COME;
        }
    }
    if (missing == 0)
        return true;
    if (comm->others)
        needed = 0; /* who needs whom differs between the two groups */
    if (needed > needed_may) {
        *soft = others > 0; /* it is wrong, but may slip through */
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
    return (struct receive){request->comm, request->number, rank, request->peer, request->tag};
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
        return send_can(graph, request->comm, node->rank, request->peer, request->tag);
    case KIND_SSEND:
        return send_can(graph, request->comm, node->rank, request->peer, request->tag);
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
    struct receive receive = {call->comm, UINT64_MAX, node->rank, call->source, call->recvtag};
    enum kind kind = kind_of_call(call->call);
    *soft = false;
    if (is_nonblocking(call->call) || (call->comm == 0 && kind < KIND_WAIT_ALL))
        return true;
    if (is_collective(kind))
        return collective_can(graph, node, call, soft);
    switch (kind) {
    case KIND_SEND:
        *soft = true;
        return send_can(graph, call->comm, node->rank, call->dest, call->tag);
    case KIND_SSEND:
        return send_can(graph, call->comm, node->rank, call->dest, call->tag);
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
        return send_can(graph, call->comm, node->rank, call->dest, call->tag);
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

/* --- the report --- */

enum { SOME = 12 }; /* ranks told one by one; more are told together */

static bool is_stuck(const struct graph *graph, int32_t rank)
{
    for (int i = 0; i < graph->count; i++)
        if (graph->nodes[i].rank == rank && !graph->nodes[i].free)
            return true;
    return false;
}

/* Sets which requests of an open wait cannot be completed; those alone of which that is sure, if any is.
 * Of the others it may be that MPI has done them by now. */
static void stuck_requests(const struct graph *graph, const struct node *node, bool *stuck)
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

/* What a stuck node waits for in the end: its call, or that of the first of its requests that cannot
 * be completed, as if it were called. */
struct event waiting_call(const struct graph *graph, const struct node *node)
{
    struct event call = node->call;
    enum kind kind = kind_of_call(call.call);
    const struct request *request;
    if (kind == KIND_SENDRECV) {
        struct receive receive = {call.comm, UINT64_MAX, node->rank, call.source, call.recvtag};
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

static const char *ended_how(const struct graph *graph, int32_t rank)
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

struct line {
    bool *ranks;
    struct text call, place, reason;
};

/* The stuck nodes as lines of the report, those that say the same as one. Returns how many. */
static int make_lines(struct graph *graph, struct line *lines, bool together)
{
    int count = 0;
    for (int i = 0; i < graph->count; i++) {
        const struct node *node = &graph->nodes[i];
        const struct rank_log *log = graph->ranks[node->rank].log;
        struct line line = {0};
        int same = 0;
        if (node->free)
            continue;
        add(&line.call, "%s", name_of_call(log, node->call.call));
        if (!together) {
            bool stuck[REQUESTS];
            stuck_requests(graph, node, stuck);
            add_arguments(&line.call, log, &node->call, stuck);
        }
        add_place(&line.place, log, node->call.place);
        if (!together)
            add_reason(&line.reason, graph, node);
        while (same < count &&
               (strcmp(lines[same].call.words, line.call.words) != 0 ||
                strcmp(lines[same].place.words, line.place.words) != 0 ||
                (!together && strcmp(lines[same].reason.words, line.reason.words) != 0)))
            same++;
        if (same == count) {
            line.ranks = calloc((size_t)graph->size, sizeof(bool));
            if (together) {
                add(&line.reason, "rank %d ", node->rank);
                add_reason(&line.reason, graph, node);
            }
            lines[count++] = line;
        } else {
            free(line.call.words);
            free(line.place.words);
            free(line.reason.words);
        }
        if (lines[same].ranks)
            lines[same].ranks[node->rank] = true;
    }
    return count;
}

static void free_lines(struct line *lines, int count)
{
    for (int i = 0; i < count; i++) {
        free(lines[i].ranks);
        free(lines[i].call.words);
        free(lines[i].place.words);
        free(lines[i].reason.words);
    }
}

static void add_lines(struct text *text, struct graph *graph)
{
    struct line *lines = calloc((size_t)graph->count, sizeof *lines);
    struct text names[SOME + 1];
    size_t width[3] = {0};
    int count;
    if (!lines)
        return;
    count = make_lines(graph, lines, false);
    if (count > SOME) {
        free_lines(lines, count);
        memset(lines, 0, (size_t)graph->count * sizeof *lines);
        count = make_lines(graph, lines, true);
    }
    for (int i = 0; i < count && i < SOME; i++) {
        int ranks = 0;
        for (int r = 0; r < graph->size; r++)
            ranks += lines[i].ranks && lines[i].ranks[r];
        names[i] = (struct text){0};
        add(&names[i], ranks == 1 ? "rank " : "ranks ");
        add_ranks(&names[i], lines[i].ranks, graph->size);
        width[0] = names[i].length > width[0] ? names[i].length : width[0];
        size_t call = lines[i].call.length + (ranks == 1);
        width[1] = call > width[1] ? call : width[1];
        width[2] = lines[i].place.length > width[2] ? lines[i].place.length : width[2];
    }
    for (int i = 0; i < count && i < SOME; i++) {
        bool one = strncmp(names[i].words, "rank ", 5) == 0;
        add(text, "  %-*s  %s in %-*s   %-*s   %s\n", (int)(width[0] < 6 ? 6 : width[0]),
            names[i].words, one ? "waits" : "wait", (int)width[1] - one, lines[i].call.words,
            (int)width[2], lines[i].place.words, lines[i].reason.words);
        free(names[i].words);
    }
    if (count > SOME)
        add(text, "  and %d more, at other lines\n", count - SOME);
    free_lines(lines, count);
    free(lines);
}

/* The shortest circle of stuck ranks through the lowest rank that is in one. Returns its length; the
 * circle of those alone who need all of the others, unless `any`. */
static int find_circle(const struct graph *graph, int *circle, bool any)
{
    int n = graph->size, length = 0;
    bool *set = calloc((size_t)n, sizeof *set), *edge = calloc((size_t)n * (size_t)n, sizeof *edge);
    int *before = calloc((size_t)n, sizeof *before), *queue = calloc((size_t)n, sizeof *queue);
    for (int i = 0; set && edge && i < graph->count; i++) {
        const struct node *node = &graph->nodes[i];
        if (node->free || !(partners(graph, node, set) || any))
            continue;
        for (int r = 0; r < n; r++)
            edge[node->rank * n + r] |= set[r] && is_stuck(graph, r);
    }
    for (int start = 0; set && edge && before && queue && start < n && length == 0; start++) {
        int head = 0, tail = 0;
        for (int r = 0; r < n; r++)
            before[r] = -1;
        queue[tail++] = start;
        while (head < tail && length == 0) {
            int at = queue[head++];
            for (int r = 0; r < n && length == 0; r++) {
                if (!edge[at * n + r] || (r != start && before[r] >= 0))
                    continue;
                if (r == start) {
                    for (int back = at; back != start; back = before[back])
                        length++;
                    for (int i = length, back = at; i >= 0;
                         i--, back = back == start ? start : before[back])
                        circle[i] = back;
                    length++;
                } else {
                    before[r] = at;
                    queue[tail++] = r;
                }
            }
        }
    }
    free(set);
    free(edge);
    free(before);
    free(queue);
    return length;
}

static void add_circle(struct text *text, const int *circle, int length)
{
    add(text, "  circle  ");
    for (int i = 0; i < length; i++) {
        if (length > SOME && i == 4) {
            add(text, "... -> ");
            i = length - 3;
        }
        add(text, "rank %d -> ", circle[i]);
    }
    add(text, "rank %d", circle[0]);
    add(text, length > SOME ? " (%d ranks)\n" : "\n", length);
}

/* --- what to look at --- */

enum { HINTS = 3 };

static void look_at(struct text *text, int *hints, struct text *hint)
{
    if ((*hints)++ < HINTS)
        add(text, "  look    %s\n", hint->words);
    else if (*hints == HINTS + 1)
        add(text, "  look    ... and more of the kind\n");
    free(hint->words);
    *hint = (struct text){0};
}

/* Whether there are more messages of a key than receives that this rank has posted for them. */
static bool is_unclaimed(const struct graph *graph, uint64_t comm, int32_t from, int32_t rank,
                         int32_t tag)
{
    uint32_t claims = 0;
    for (int i = 0; i < REQUESTS; i++)
        claims += fits_message(&graph->ranks[rank].log->requests[i], comm, from, tag);
    return messages(graph, comm, from, rank, tag) > claims;
}

bool find_near_miss(const struct graph *graph, const struct node *node, struct near_miss *miss)
{
    struct event call = waiting_call(graph, node);
    for (int r = 0; r < graph->size && call.recvtag != NOBODY; r++) {
        const struct rank_log *log = graph->ranks[r].log;
        uint32_t recents = log ? atomic_load(&log->recents) : 0;
        for (uint32_t i = 0; i < recents && i < RECENT; i++) {
            uint32_t at = (recents - 1 - i) % RECENT;
            if (log->recent[at].dest != node->rank ||
                !is_unclaimed(graph, log->recent[at].comm, r, node->rank, log->recent[at].tag))
                continue;
            *miss = (struct near_miss){.rank = r,
                                       .tag = log->recent[at].tag,
                                       .place = log->recent[at].place,
                                       .same_comm = log->recent[at].comm == call.comm,
                                       .same_source = call.source == ANY || call.source == r,
                                       .same_tag = tags_fit(call.recvtag, log->recent[at].tag)};
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

static void hint_at_messages(struct text *text, int *hints, const struct graph *graph,
                             const struct node *node)
{
    struct near_miss miss;
    struct text hint = {0};
    if (!find_near_miss(graph, node, &miss))
        return;
    add_near_miss(&hint, graph, node, &miss);
    look_at(text, hints, &hint);
}

static void hint_at_collective(struct text *text, int *hints, const struct graph *graph,
                               const struct node *node)
{
    struct event call = waiting_call(graph, node);
    const struct rank_log *mine = graph->ranks[node->rank].log;
    const struct comm *comm = comm_of(mine, call.comm);
    struct text hint = {0};
    if (!is_collective(kind_of_call(call.call)) || !comm)
        return;
    for (int i = 0; i < members_of(comm); i++) {
        int32_t rank = member(mine, comm, i);
        const struct rank_log *log =
            rank >= 0 && rank < graph->size ? graph->ranks[rank].log : NULL;
        const struct comm *theirs = log ? comm_of(log, call.comm) : NULL;
        if (rank == node->rank || !log || comes(graph, rank, &call) != COMES_TO_ANOTHER)
            continue;
        uint32_t at = call.index % ORDER;
        add(&hint, "the collective number %u", call.index);
        add_comm_name(&hint, mine, call.comm);
        add(&hint, " is %s", name_of_call(mine, call.call));
        if (call.root >= 0)
            add(&hint, " with rank %d as root", call.root);
        add(&hint, " for rank %d, but %s", node->rank, name_of_call(log, theirs->order[at].call));
        if (theirs->order[at].root >= 0)
            add(&hint, " with rank %d as root", theirs->order[at].root);
        add(&hint, " (");
        add_place(&hint, log, theirs->order[at].place);
        add(&hint, ") for rank %d: %s", rank,
            theirs->order[at].call == call.call
                ? "all have to name the same root"
                : "all have to call the same ones in the same order");
        look_at(text, hints, &hint);
        return;
    }
    for (int i = 0; i < members_of(comm); i++) {
        int32_t rank = member(mine, comm, i);
        if (rank == node->rank || rank < 0 || rank >= graph->size ||
            comes(graph, rank, &call) != NEVER)
            continue;
        add(&hint, "rank %d has not come to %s", rank, name_of_call(mine, call.call));
        add_comm_name(&hint, mine, call.comm);
        if (ended_how(graph, rank)) {
            add(&hint, ", and %s", ended_how(graph, rank));
        } else {
            for (int k = 0; k < graph->count; k++) {
                const struct node *other = &graph->nodes[k];
                if (other->rank != rank || other->free)
                    continue;
                const struct rank_log *log = graph->ranks[rank].log;
                if (is_collective(kind_of_call(other->call.call)) &&
                    other->call.comm != call.comm) {
                    add(&hint, ": it is in %s", name_of_call(log, other->call.call));
                    add_comm_name(&hint, log, other->call.comm);
                    add(&hint, ", and collectives have to come in the same order on all ranks");
                } else {
                    add(&hint, ": it is in %s (", name_of_call(log, other->call.call));
                    add_place(&hint, log, other->call.place);
                    add(&hint, ")");
                }
                break;
            }
        }
        look_at(text, hints, &hint);
        return;
    }
}

static void add_wait_of_send(struct text *text, uint64_t bytes)
{
    if (bytes >= 1000) {
        add_bytes(text, bytes);
        add(text, " are too large to be buffered, so that the send waits for its receive");
    } else {
        add(text, "a standard send may wait for its receive, whatever the size (MPI 4.0, 3.4)");
    }
}

/* Where each waits for any of the others there is no circle to show, but a knot. */
static void hint_at_knot(struct text *text, int *hints, const struct graph *graph)
{
    struct text hint = {0};
    for (int i = 0; i < graph->count; i++)
        if (!graph->nodes[i].free && waiting_call(graph, &graph->nodes[i]).recvtag == NOBODY)
            return;
    add(&hint, "each receives first: one has to send before it receives");
    look_at(text, hints, &hint);
}

static void hint_at_circle(struct text *text, int *hints, const struct graph *graph,
                           const int *circle, int length)
{
    int sends = 0, receives = 0, standard = 0, both = 0;
    uint64_t bytes = 0;
    struct text hint = {0};
    for (int k = 0; k < length; k++) {
        for (int i = 0; i < graph->count; i++) {
            const struct node *node = &graph->nodes[i];
            if (node->rank != circle[k] || node->free)
                continue;
            struct event call = waiting_call(graph, node);
            both += kind_of_call(node->call.call) == KIND_SENDRECV;
            sends += call.dest >= 0;
            receives += call.source >= 0;
            if (kind_of_call(call.call) == KIND_SEND) {
                standard++;
                bytes = call.bytes;
            }
            break;
        }
    }
    if (length < 2 || both)
        return;
    if (sends == length) {
        add(&hint, "each sends first");
        if (standard) {
            add(&hint, ", and ");
            add_wait_of_send(&hint, bytes);
        }
        add(&hint, ": let one receive first, or all use MPI_Sendrecv");
        look_at(text, hints, &hint);
        *hints = HINTS + 1;
    } else if (receives == length && *hints == 0) {
        add(&hint, "each receives first: let one send first, or all use MPI_Sendrecv");
        look_at(text, hints, &hint);
        *hints = HINTS + 1; /* that is all there is to say */
    }
}

static bool others_are_done(const struct graph *graph, const struct node *node)
{
    for (int i = 0; i < graph->count; i++)
        if (graph->nodes[i].rank != node->rank && !is_finalize(&graph->nodes[i]))
            return false;
    return true;
}

static void hint_at_partner(struct text *text, int *hints, const struct graph *graph,
                            const struct node *node)
{
    struct event call = waiting_call(graph, node);
    int32_t other = call.dest >= 0 ? call.dest : call.source;
    struct text hint = {0};
    if (call.source == ANY && others_are_done(graph, node)) {
        add(&hint, "all others have ended or are in MPI_Finalize: they will send nothing more");
        look_at(text, hints, &hint);
    }
    if (other < 0 || other >= graph->size)
        return;
    if (other == node->rank) {
        add(&hint, "rank %d waits for itself: what it would do next can never come", other);
        look_at(text, hints, &hint);
        return;
    }
    for (int i = 0; i < graph->count; i++) {
        const struct node *partner = &graph->nodes[i];
        if (partner->rank != other || !is_finalize(partner))
            continue;
        add(&hint, "rank %d is in MPI_Finalize (", other);
        add_place(&hint, graph->ranks[other].log, partner->call.place);
        add(&hint, ") and will %s nothing more", call.dest >= 0 ? "receive" : "send");
        look_at(text, hints, &hint);
        return;
    }
    if (call.dest >= 0 && kind_of_call(call.call) == KIND_SEND) {
        add(&hint, "the message of rank %d: ", node->rank);
        add_wait_of_send(&hint, call.bytes);
        look_at(text, hints, &hint);
    }
}

void add_report(struct text *text, struct graph *graph)
{
    int ranks = 0, hints = 0, running = 0;
    int *circle = calloc((size_t)graph->size + 1, sizeof *circle);
    if (!circle)
        return;
    for (int r = 0; r < graph->size; r++) {
        bool stuck = is_stuck(graph, r);
        ranks += stuck;
        running += !stuck && !graph->ranks[r].ended;
    }
    int length = find_circle(graph, circle, false);
    bool knot = length > 0 || find_circle(graph, circle, true) > 0;
    add(text, "DEADLOCK: %d of %d rank%s ", ranks, graph->size, graph->size == 1 ? "" : "s");
    if (knot && ranks > 1)
        add(text, "wait for each other and can never go on");
    else
        add(text, ranks == 1 ? "waits for what can never come" : "wait for what can never come");
    add(text, running ? "; the others run on.\n" : ".\n");
    add_lines(text, graph);
    if (length > 0)
        add_circle(text, circle, length);
    for (int i = 0; i < graph->count; i++)
        if (!graph->nodes[i].free)
            hint_at_messages(text, &hints, graph, &graph->nodes[i]);
    if (length > 0)
        hint_at_circle(text, &hints, graph, circle, length);
    else if (knot && ranks > 1 && hints == 0)
        hint_at_knot(text, &hints, graph);
    /* One word on a collective is enough: the others wait in it for the same. */
    for (int i = 0, before = hints; i < graph->count && hints == before; i++)
        if (!graph->nodes[i].free)
            hint_at_collective(text, &hints, graph, &graph->nodes[i]);
    for (int i = 0, before = hints; i < graph->count && hints == before; i++)
        if (!graph->nodes[i].free)
            hint_at_partner(text, &hints, graph, &graph->nodes[i]);
    free(circle);
}
