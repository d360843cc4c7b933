#include "watch/report.h"

#include <stdlib.h>
#include <string.h>

enum { SOME = 12 }; /* so many ranks get a line each; more are put together */

struct line {
    bool *ranks;
    struct text call, place, reason;
};

/* Makes the lines of the report on the stuck nodes; nodes that would have the same line share it. Returns how many. */
static int make_lines(const struct graph *graph, struct line *lines, bool together)
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

static void add_lines(struct text *text, const struct graph *graph)
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

/* Finds the shortest circle of stuck ranks through the lowest rank that is in one. Unless `any`, it has only ranks that
 * need all whom they wait for. Returns its length; 0: there is none. */
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

void add_report(struct text *text, const struct graph *graph)
{
    int ranks = 0, running = 0;
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
    add_hints(text, graph, circle, length, knot && ranks > 1);
    free(circle);
}
