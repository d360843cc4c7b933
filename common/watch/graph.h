/* Who waits for whom, and who can never go on: proved from the logs of the ranks, which may be written meanwhile. */
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

/* The caller allocates `ranks` (size) and `nodes` (size * THREADS), and sets what is known of the ranks but busy. */
struct graph {
    int size;
    struct rank *ranks;
    int count;
    struct node *nodes;
    bool full; /* some rank's log overflowed, so nothing can be proved about any rank */
    bool torn; /* the logs of those who go on may be of different moments */
};

/* Sets ranks[].busy and the nodes from the logs as they are now. */
void look(struct graph *graph);

/* Sets `free` of each node: what is not free can never go on. A soft one counts as stuck only with `trust_soft`: the
 * caller has to see it look in vain for long, from the moment when it is found so. Returns how many cannot go on;
 * 0 if nothing can be known. */
int reduce(struct graph *graph, bool trust_soft);

/* Whether a node is in MPI_Finalize, where it may wait without looking. */
bool is_finalize(const struct node *node);

/* --- after reduce --- */

bool is_stuck(const struct graph *graph, int32_t rank);

/* The call that a stuck node waits in: its own, or that of the first of its requests that cannot be completed, as
 * if it were called. */
struct event waiting_call(const struct graph *graph, const struct node *node);

/* Sets which requests (of REQUESTS) of an open wait cannot be completed: those of which that is sure, or, if it is of
 * none, those that MPI may have completed by now. */
void stuck_requests(const struct graph *graph, const struct node *node, bool *stuck);

/* Sets for whom a stuck node waits. Returns whether it needs all of them, or any. */
bool partners(const struct graph *graph, const struct node *node, bool *set);

/* Where a rank stands with a collective: the one of that number on that communicator. */
enum coming { CAME, MAY_COME, NEVER, COMES_TO_ANOTHER };
enum coming comes(const struct graph *graph, int32_t rank, const struct event *call);

#endif
