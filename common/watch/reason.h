/* Why a stuck call waits, in words: for the watcher's report and for the diagnosis. */
#ifndef WATCH_REASON_H
#define WATCH_REASON_H

#include "log/names.h"
#include "watch/graph.h"

/* "has ended" or "has died"; NULL as long as the rank has not ended. */
const char *ended_how(const struct graph *graph, int32_t rank);

/* Adds what a stuck node waits for. */
void add_reason(struct text *text, const struct graph *graph, const struct node *node);

/* A message to the rank of a stuck receive that nobody has received, and that fits the receive in all but one of
 * communicator, source and tag. */
struct near_miss {
    int rank; /* that sent it */
    int32_t tag;
    uint64_t place; /* of its send */
    bool same_comm, same_source, same_tag;
};

/* Finds the latest such message of the lowest rank that has sent one; false: there is none. */
bool find_near_miss(const struct graph *graph, const struct node *node, struct near_miss *miss);
void add_near_miss(struct text *text, const struct graph *graph, const struct node *node,
                   const struct near_miss *miss);

#endif
