#include "watch/watched.h"

#include <stdlib.h>

/* Numbers of looks. */
enum { SURE = 3, LONG = 7, SETTLED = 15, OVERDUE = 35 };
enum { WORKED_US = 1000, RAN_US = 20000, PATIENCE_MS = 2000 };

/* What the watcher has seen of a thread of a rank at its last looks. */
struct seen {
    uint64_t serial;
    int looks;        /* in a row at which it was in the same call */
    double worked_us; /* its CPU time when it was first found stuck */
};

static struct seen *seen; /* of each thread of each rank */
static double *ran_us; /* the CPU time of each rank that went on, of when others were found stuck */

bool begin_deciding(int size)
{
    seen = calloc((size_t)size * THREADS, sizeof *seen);
    ran_us = calloc((size_t)size, sizeof *ran_us);
    return seen && ran_us;
}

static struct seen *seen_of(const struct node *node)
{
    return &seen[node->rank * THREADS + node->thread];
}

static void note_what_is_seen(const struct graph *graph)
{
    for (int i = 0; i < graph->count; i++) {
        const struct node *node = &graph->nodes[i];
        struct seen *last = seen_of(node);
        if (last->serial == node->serial)
            last->looks++;
        else
            *last = (struct seen){.serial = node->serial};
    }
}

/* Whether all ranks were in the same calls at the look before. */
static bool all_stand_still(const struct graph *graph)
{
    bool still = true;
    for (int r = 0; r < graph->size; r++)
        still &= !graph->ranks[r].busy;
    for (int i = 0; i < graph->count; i++)
        still &= seen_of(&graph->nodes[i])->looks > 0;
    return still;
}

/* Whether the stuck nodes, some of which are soft, have been the same for long, and each has used CPU time meanwhile:
 * so after all had come to where they are, it has looked for a message itself, and found nothing. */
static bool is_proved_by_looking(const struct watched *watched)
{
    static uint64_t known;
    static int looks;
    uint64_t these = 1;
    for (int i = 0; i < watched->graph.count; i++)
        if (!watched->graph.nodes[i].free)
            these = mix(mix(these, (uint64_t)watched->graph.nodes[i].rank * THREADS +
                                       (uint64_t)watched->graph.nodes[i].thread),
                        watched->graph.nodes[i].serial);
    looks = these == known ? looks + 1 : 0;
    known = these;
    if (looks > 0 && looks < LONG)
        return false;
    for (int i = 0; i < watched->graph.count; i++) {
        const struct node *node = &watched->graph.nodes[i];
        const struct rank_log *log = watched->graph.ranks[node->rank].log;
        if (node->free || is_finalize(node))
            continue;
        double worked = worked_us(watched, log, node->thread);
        if (looks == 0)
            seen_of(node)->worked_us = worked;
        else if (worked < 0 || worked - seen_of(node)->worked_us < WORKED_US)
            return false;
    }
    return looks > 0;
}

/* Whether a rank may still do something: it is outside of MPI, or in a call that can come to its end. */
static bool goes_on(const struct graph *graph, int rank)
{
    bool on = graph->ranks[rank].busy;
    for (int i = 0; i < graph->count; i++)
        on |= graph->nodes[i].rank == rank && graph->nodes[i].free;
    return on;
}

/* Returns how many ranks go on. Sets whether each of them has used CPU time since the first look at which the others
 * were found stuck: on a busy machine it may not have run at all. */
static int count_others(const struct watched *watched, bool first, bool *ran)
{
    int others = 0;
    *ran = true;
    for (int r = 0; r < watched->graph.size; r++) {
        const struct rank_log *log = watched->graph.ranks[r].log;
        if (!goes_on(&watched->graph, r))
            continue;
        double worked = log ? worked_us(watched, log, 0) : 0;
        if (first)
            ran_us[r] = worked;
        *ran &= worked < 0 || worked - ran_us[r] >= RAN_US;
        others++;
    }
    return others;
}

/* Whether a rank has died or left: then the launcher ends the others, if it is given the time. */
static bool launcher_may_end_it(const struct watched *watched)
{
    static double broken_at;
    bool broken = false;
    for (int r = 0; r < watched->graph.size; r++) {
        const struct rank_log *log = watched->graph.ranks[r].log;
        uint32_t phase = log ? atomic_load(&log->phase) : STARTING;
        broken |= phase == ABORTED || (watched->graph.ranks[r].ended && phase != FINALIZED);
    }
    broken_at = broken && broken_at == 0 ? now_ms() : broken_at;
    return broken && now_ms() - broken_at < PATIENCE_MS;
}

/* While others go on that may get stuck as well, nothing is told yet. */
bool is_deadlock(struct watched *watched)
{
    static int known, settled;
    struct graph *graph = &watched->graph;
    bool still = false;
    if (launcher_may_end_it(watched))
        return false;
    look(graph);
    note_what_is_seen(graph);
    graph->torn = is_carried(&watched->gathering) && !all_stand_still(graph);
    for (int i = 0; i < graph->count; i++)
        still |= seen_of(&graph->nodes[i])->looks >= SURE;
    int stuck = still ? reduce(graph, true) : 0;
    bool soft = false;
    for (int i = 0; i < graph->count && stuck > 0; i++)
        soft |= !graph->nodes[i].free && graph->nodes[i].soft;
    if (soft && !is_proved_by_looking(watched))
        stuck = reduce(graph, false);
    if (stuck == 0)
        return false;
    for (int i = 0; i < graph->count; i++) {
        const struct node *node = &graph->nodes[i];
        const struct thread_now *now = &graph->ranks[node->rank].log->now[node->thread];
        if (!node->free &&
            (seen_of(node)->looks < SURE || atomic_load(&now->serial) != node->serial))
            return false; /* it has moved, or has just come here: decide at the next look */
    }
    bool ran;
    settled = stuck == known ? settled + 1 : 0;
    known = stuck;
    if (count_others(watched, settled == 0, &ran) == 0)
        return true;
    return settled >= (ran ? SETTLED : OVERDUE);
}
