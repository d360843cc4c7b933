/* Ranks that can never go on. */
#include "diagnose/run.h"

#include "watch/reason.h"

#include <stdlib.h>

/* Whether a call of this rank is stuck: not in MPI_Finalize, where it waits for those who are. */
static bool is_waiting(const struct graph *graph, int rank)
{
    for (int k = 0; k < graph->count; k++)
        if (graph->nodes[k].rank == rank && !graph->nodes[k].free && !is_finalize(&graph->nodes[k]))
            return true;
    return false;
}

/* Sets the stuck ranks that a stuck call waits for. */
static void mark_waited_for(const struct graph *graph, const struct node *node, bool *set)
{
    partners(graph, node, set);
    for (int r = 0; r < graph->size; r++)
        set[r] = set[r] && is_waiting(graph, r);
}

/* Sets for each rank 0, or, if it is in a circle of stuck ranks that wait for each other, 1 more than the lowest rank of
 * the circle. */
static void mark_circles(const struct graph *graph, int *circle)
{
    int n = graph->size;
    bool *reach = need(calloc((size_t)n * (size_t)n, sizeof *reach)),
         *set = need(calloc((size_t)n, sizeof *set));
    for (int i = 0; i < graph->count; i++) {
        const struct node *node = &graph->nodes[i];
        if (node->free || is_finalize(node))
            continue;
        mark_waited_for(graph, node, set);
        for (int r = 0; r < n; r++)
            reach[node->rank * n + r] |= set[r];
    }
    for (int k = 0; k < n; k++)
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n && reach[i * n + k]; j++)
                reach[i * n + j] |= reach[k * n + j];
    for (int r = 0; r < n; r++)
        for (int k = 0; k < n && !circle[r]; k++)
            if (reach[r * n + k] && reach[k * n + r])
                circle[r] = k + 1;
    free(reach);
    free(set);
}

/* Whether another one that it waits for is stuck too: then it only waits behind that one. */
static bool waits_behind(const struct graph *graph, const struct node *node)
{
    bool *set = need(calloc((size_t)graph->size, sizeof *set)), behind = false;
    mark_waited_for(graph, node, set);
    for (int r = 0; r < graph->size; r++)
        behind |= set[r] && r != node->rank;
    free(set);
    return behind;
}

void judge_stuck(const struct run *run, struct findings *findings, enum way way)
{
    struct graph graph = {.size = run->history.size};
    graph.ranks = need(calloc((size_t)graph.size, sizeof *graph.ranks));
    graph.nodes = need(calloc((size_t)graph.size * THREADS, sizeof *graph.nodes));
    int *circle = need(calloc((size_t)graph.size, sizeof *circle));
    bool sends = false, any_missed = false;
    for (int r = 0; r < graph.size; r++) {
        graph.ranks[r].log = run->logs[r];
        graph.ranks[r].ended =
            run->logs[r] && run->logs[r]->phase != RUNNING && run->logs[r]->phase != STARTING;
    }
    look(&graph);
    reduce(&graph, true);
    mark_circles(&graph, circle);
    for (int i = 0; i < graph.count; i++) {
        enum kind kind = kind_of_call(waiting_call(&graph, &graph.nodes[i]).call);
        struct near_miss miss;
        sends |= !graph.nodes[i].free && (kind == KIND_SEND || kind == KIND_SENDRECV);
        any_missed |= !graph.nodes[i].free && find_near_miss(&graph, &graph.nodes[i], &miss);
    }
    for (int i = 0; i < graph.count; i++) {
        const struct node *node = &graph.nodes[i];
        const struct rank_log *log = run->logs[node->rank];
        struct event call = waiting_call(&graph, node);
        struct near_miss miss = {0};
        struct text seen = {0};
        if (node->free || is_finalize(node))
            continue;
        enum mistake mistake = sends ? UNSAFE_SEND : UNSAFE_COLLECTIVE;
        bool missed = find_near_miss(&graph, node, &miss);
        add(&seen, way == STRICT ? "if it waited, it would wait " : "it waits ");
        add_reason(&seen, &graph, node);
        if (way == WATCHED) {
            if (missed)
                mistake = NEVER_SENT;
            else if (circle[node->rank])
                mistake = any_missed ? MISTAKES : DEADLOCK; /* the other is to blame */
            else if (waits_behind(&graph, node))
                mistake = MISTAKES;
            else if (is_collective(kind_of_call(call.call)))
                mistake = MISSING_FROM_COLLECTIVE;
            else
                mistake = call.dest >= 0 ? NEVER_RECEIVED : NEVER_SENT;
        }
        if (missed) {
            add(&seen, "; ");
            add_near_miss(&seen, &graph, node, &miss);
        }
        if (mistake != MISTAKES)
            find_call(findings, mistake, log, &node->call, seen.words)->circle =
                missed ? 0 : circle[node->rank];
        if (missed && mistake == NEVER_SENT) {
            struct text other = {0};
            add(&other, "nobody receives this message to rank %d with tag %d", node->rank,
                miss.tag);
            for (long k = 0; k < run->history.count; k++)
                if (log_of(run, &run->history.calls[k])->rank == miss.rank &&
                    run->history.calls[k].event.place == miss.place &&
                    (run->history.calls[k].event.dest == node->rank)) {
                    find_call(findings, NEVER_RECEIVED, run->logs[miss.rank],
                              &run->history.calls[k].event, other.words);
                    break;
                }
            free(other.words);
        }
        free(seen.words);
    }
    free(graph.ranks);
    free(graph.nodes);
    free(circle);
}
