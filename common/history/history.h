/* A run read back from its log (log.h): the calls of all ranks, which send went to which receive, and what
 * happened before what. For all that draw or judge a run after it ended: a log that is still written gives a history of
 * no single moment. What is allocated stays until the program ends. */
#ifndef HISTORY_HISTORY_H
#define HISTORY_HISTORY_H

#include "log/names.h"

enum { NOT_THERE = -1 };

/* A thread of a rank, and where its calls stand: in the order in which it made them. */
struct lane {
    const struct rank_log *log;
    int rank, thread, machine;
    long first, count;
    uint64_t lost; /* calls that were not kept: those after the first 65,536 */
};

struct call_made {
    struct event event;
    int lane;
    bool open;           /* it has not returned */
    bool freed;          /* a receive whose request was freed before any call saw its end */
    bool waited;         /* by the clock, another rank did what it needed after its beginning */
    uint32_t begin, end; /* logical time: whatever happened before has a smaller one */
    long sent,
        received; /* the message that it sent, and the one that it had at its end; or NOT_THERE */
    long meeting; /* its collective, or NOT_THERE */
    long asked;   /* the MPI_Irecv or MPI_Mprobe that asked for what this completes, or itself */
};

/* Calls by their index in `calls`; messages stand in the order of their sends. */
struct message {
    long send, recv; /* recv: at whose end the receiver has it; NOT_THERE: never received */
    long post;       /* the call that asked for it: an MPI_Irecv, MPI_Start, MPI_Mprobe, or recv */
    bool left;       /* no receive took it, not even one that was freed, cancelled or left open */
};

/* A collective: the calls of all that came to it, in the order of their ranks; of nonblocking ones those that started
 * it. Some may differ in what they called. */
struct meeting {
    struct call_made **calls;
    long count;
};

/* What may differ between the calls of a collective, all of which have to be alike (MPI 4.0, 6.1 and 6.9.1). */
enum difference { IN_CALL, IN_ROOT, IN_OPERATION, DIFFERENCES };

/* A machine on which ranks ran. Its clock: at its tick `from` rank 0's stood at `at`; and of rank 0's
 * ticks it takes so many to one of its own. */
struct machine {
    const char *name;
    uint64_t from;
    double at, rate;
};

struct history {
    int size;            /* ranks of MPI_COMM_WORLD */
    bool full;           /* some rank could not note all: who met whom is not sure */
    uint64_t start, end; /* ticks: the first MPI_Init, the last thing that is known */
    double tick;         /* seconds */
    int lanes_count, machines_count;
    struct lane *lanes;
    struct machine *machines; /* that of rank 0 first; times are all by its clock (see parts.h) */
    long count, messages_count, meetings_count;
    struct call_made *calls;
    struct message *messages;
    struct meeting *meetings; /* in the order of communicators and of their numbers there */
    int comms_count;
    uint64_t
        *comms; /* identities of those that were made, in the order of ranks and of their making */
};

/* Reads the run in a directory; false if there is none. */
bool read_history(struct history *history, const char *directory);

/* What is known of a rank; NULL: nothing. */
const struct rank_log *log_of_rank(const struct history *history, int rank);

/* What a lane is called: rank 2, or rank 2.1 for its thread 1. */
void name_lane(const struct lane *lane, char name[32]);

/* A time of the lane's own machine, in times of the history. */
uint64_t in_common(const struct history *history, const struct lane *lane, uint64_t ticks);

/* Seconds from the start of the run to a moment of it. */
double since_start(const struct history *history, uint64_t ticks);

/* Whether two calls of a collective are alike in that. */
bool is_alike(const struct event *one, const struct event *other, enum difference in);

/* Whether the rank that makes it is the root of its collective. */
bool is_root(const struct history *history, const struct call_made *call);

/* --- what a rank leaves at the end; of messages see struct message --- */

/* The next request, from `at` on, that was not completed or, if it is persistent, not freed; sets `at` behind it. NULL:
 * there is none, or, because the log is not whole, nobody can say. Begin with 0. */
const struct request *left_request(const struct history *history, const struct rank_log *log,
                                   int *at);

/* The next communicator that the program made and did not free. */
const struct comm *left_comm(const struct rank_log *log, int *at);

/* How many datatypes the program committed and did not free. */
int left_types(const struct rank_log *log);

#endif
