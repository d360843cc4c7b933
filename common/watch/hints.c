#include "watch/report.h"

#include <stdlib.h>

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

/* Tells that another rank makes another collective call, if one does. */
static bool hint_at_other_call(struct text *text, int *hints, const struct graph *graph,
                               const struct node *node, const struct event *call)
{
    const struct rank_log *mine = graph->ranks[node->rank].log;
    const struct comm *comm = comm_of(mine, call->comm);
    struct text hint = {0};
    for (int i = 0; i < members_of(comm); i++) {
        int32_t rank = member(mine, comm, i);
        const struct rank_log *log =
            rank >= 0 && rank < graph->size ? graph->ranks[rank].log : NULL;
        const struct comm *theirs = log ? comm_of(log, call->comm) : NULL;
        if (rank == node->rank || !log || comes(graph, rank, call) != COMES_TO_ANOTHER)
            continue;
        uint32_t at = call->index % ORDER;
        add(&hint, "the collective number %u", call->index);
        add_comm_name(&hint, mine, call->comm);
        add(&hint, " is %s", name_of_call(mine, call->call));
        if (call->root >= 0)
            add(&hint, " with rank %d as root", call->root);
        add(&hint, " for rank %d, but %s", node->rank, name_of_call(log, theirs->order[at].call));
        if (theirs->order[at].root >= 0)
            add(&hint, " with rank %d as root", theirs->order[at].root);
        add(&hint, " (");
        add_place(&hint, log, theirs->order[at].place);
        add(&hint, ") for rank %d: %s", rank,
            theirs->order[at].call == call->call
                ? "all have to name the same root"
                : "all have to call the same ones in the same order");
        look_at(text, hints, &hint);
        return true;
    }
    return false;
}

/* Adds where a rank is that has not come to a collective on a communicator. */
static void add_absence(struct text *hint, const struct graph *graph, int32_t rank, uint64_t comm)
{
    const struct rank_log *log = graph->ranks[rank].log;
    if (ended_how(graph, rank)) {
        add(hint, ", and %s", ended_how(graph, rank));
        return;
    }
    for (int i = 0; i < graph->count; i++) {
        const struct event *call = &graph->nodes[i].call;
        if (graph->nodes[i].rank != rank || graph->nodes[i].free)
            continue;
        add(hint, ": it is in %s", name_of_call(log, call->call));
        if (is_collective(kind_of_call(call->call)) && call->comm != comm) {
            add_comm_name(hint, log, call->comm);
            add(hint, ", and collectives have to come in the same order on all ranks");
        } else {
            add(hint, " (");
            add_place(hint, log, call->place);
            add(hint, ")");
        }
        return;
    }
}

static void hint_at_collective(struct text *text, int *hints, const struct graph *graph,
                               const struct node *node)
{
    struct event call = waiting_call(graph, node);
    const struct rank_log *mine = graph->ranks[node->rank].log;
    const struct comm *comm = comm_of(mine, call.comm);
    struct text hint = {0};
    if (!is_collective(kind_of_call(call.call)) || !comm ||
        hint_at_other_call(text, hints, graph, node, &call))
        return;
    for (int i = 0; i < members_of(comm); i++) {
        int32_t rank = member(mine, comm, i);
        if (rank == node->rank || rank < 0 || rank >= graph->size ||
            comes(graph, rank, &call) != NEVER)
            continue;
        add(&hint, "rank %d has not come to %s", rank, name_of_call(mine, call.call));
        add_comm_name(&hint, mine, call.comm);
        add_absence(&hint, graph, rank, call.comm);
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

/* If each waits for any of the others, there is no circle to show. */
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

void add_hints(struct text *text, const struct graph *graph, const int *circle, int length,
               bool knot)
{
    int hints = 0;
    for (int i = 0; i < graph->count; i++)
        if (!graph->nodes[i].free)
            hint_at_messages(text, &hints, graph, &graph->nodes[i]);
    if (length > 0)
        hint_at_circle(text, &hints, graph, circle, length);
    else if (knot && hints == 0)
        hint_at_knot(text, &hints, graph);
    /* One hint at a collective is enough: the others wait in it for the same. */
    for (int i = 0, before = hints; i < graph->count && hints == before; i++)
        if (!graph->nodes[i].free)
            hint_at_collective(text, &hints, graph, &graph->nodes[i]);
    for (int i = 0, before = hints; i < graph->count && hints == before; i++)
        if (!graph->nodes[i].free)
            hint_at_partner(text, &hints, graph, &graph->nodes[i]);
}
