/* Who waits for whom, and who can never go on: proved from the logs of the ranks. */
#ifndef WATCH_GRAPH_H
#define WATCH_GRAPH_H

#include "log/read.h"

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
    bool moving;                /* its log is not of one moment: it may do anything */
};

struct graph {
    int size;
    struct rank *ranks;
    int count;
    struct node *nodes;
    bool full; /* some rank could not note all: what it is may concern every other */
    bool torn; /* the logs of those who go on may be of different moments */
};

/* Sets ranks[].busy and the nodes from the logs as they are now. */
void look(struct graph *graph);

/* Sets free of each node; what is not free can never go on. A soft one is believed to only if asked for:
 * the caller has to see it look in vain for long, from the moment when it is found so. Returns how many
 * cannot go on; 0 if nothing can be known. */
int reduce(struct graph *graph, bool trust_soft);

/* Whether a node is in MPI_Finalize, where it may wait without looking. */
bool is_finalize(const struct node *node);

/* The call that a stuck node waits in: its own, or that of the request which it waits for. */
struct event waiting_call(const struct graph *graph, const struct node *node);

/* Sets for whom a stuck node waits; whether it needs all of them, or any. */
bool partners(const struct graph *graph, const struct node *node, bool *set);

/* Adds for what it waits, in words. */
void add_reason(struct text *text, const struct graph *graph, const struct node *node);

/* A message that is there for the rank of a stuck receive and fits it in all but one: the latest one of the
 * first sender who has sent such a one. */
struct near_miss {
    int rank; /* that sent it */
    int32_t tag;
    uint64_t place;
    bool same_comm, same_source, same_tag;
};
bool find_near_miss(const struct graph *graph, const struct node *node, struct near_miss *miss);
void add_near_miss(struct text *text, const struct graph *graph, const struct node *node,
                   const struct near_miss *miss);

/* Adds the report on the nodes that are not free, to be said of graph->size ranks. */
void add_report(struct text *text, struct graph *graph);

#endif
