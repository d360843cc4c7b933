/* Who waits for whom, and who can never go on: proved from the logs of the ranks. */
#ifndef TRACE_GRAPH_H
#define TRACE_GRAPH_H

#include "read.h"

/* One open call of one thread of a rank. */
struct node {
    int rank, thread;
    uint64_t serial;
    struct event call;
    bool free; /* it can go on, or nobody can tell that it cannot */
    bool soft; /* that it cannot is sure only if it looks for long and in vain */
};

/* What is known of the rank itself. */
struct rank {
    const struct rank_log *log; /* NULL: it has not called MPI_Init yet */
    bool ended;                 /* it will call nothing more */
    bool busy;                  /* some thread of it is outside MPI, and may call anything */
};

struct graph {
    int size;
    struct rank *ranks;
    int count;
    struct node *nodes;
    bool full; /* some rank could not note all: what it is may concern every other */
};

/* Sets ranks[].busy and the nodes from the logs as they are now. */
void look(struct graph *graph);

/* Sets free of each node; what is not free can never go on. A soft one is believed to only if asked for:
 * the caller has to see it look in vain for long, from the moment when it is found so. Returns how many
 * cannot go on; 0 if nothing can be known. */
int reduce(struct graph *graph, bool trust_soft);

/* Whether a node is in MPI_Finalize, where it may wait without looking. */
bool is_finalize(const struct node *node);

/* Adds the report on the nodes that are not free, to be said of graph->size ranks. */
void add_report(struct text *text, struct graph *graph);

#endif
