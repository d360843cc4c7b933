/* How many messages there are for a receive, by the counts in the logs of all ranks. The ranks may go on
 * meanwhile. We read what was received before what was sent: so we may count a message too many, but none too few. */
#ifndef WATCH_MESSAGES_H
#define WATCH_MESSAGES_H

#include "watch/graph.h"

/* What is to be received: by an open call, or by a request. */
struct receive {
    int32_t rank;
    struct envelope asked;
    uint64_t
        number; /* of the request; those with a smaller one come first. UINT64_MAX: an open call */
};

/* Whether the number of messages of a key is exact: no other key has fallen on its slot. */
bool is_exact(const struct graph *graph, struct envelope message, int32_t to);

/* At least as many messages of this envelope to a rank as are there and not received. */
uint32_t messages(const struct graph *graph, struct envelope message, int32_t to);

/* How many receives the requests of a rank have posted that may take such a message. */
uint32_t receives_for(const struct rank_log *log, struct envelope message);

/* Whether a message may be there for a receive; comm: its communicator, as its rank knows it. */
bool message_may_be_there(const struct graph *graph, const struct receive *receive,
                          const struct comm *comm);

#endif
