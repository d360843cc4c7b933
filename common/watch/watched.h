/* What the watcher knows of the run that it watches, and its parts: what the ranks do, whether they can go on, and
 * what to say of it. */
#ifndef WATCH_WATCHED_H
#define WATCH_WATCHED_H

#include "log/text.h"
#include "machines/gather.h"
#include "watch/graph.h"

/* Statuses of the watcher: see watch.c. */
enum {
    ALONE = 120,
    DEADLOCK = 121,
    NOT_FINALIZED = 122,
    LOST = 123,
    TIMED_OUT = 124,
    FAILED = 125
};

enum { LOOK_MS = 20 };

struct watched {
    const char *directory; /* of the run */
    struct graph graph;
    struct gathering gathering;
};

double now_ms(void);

/* --- ranks.c: which ranks there are, and whether they have ended --- */

/* False: there is no memory for so many ranks. */
bool begin_looking(int size);

/* Sets what is known of the ranks by now. False if one runs on another machine from which its log is not carried:
 * then neither its process nor the latest state of its log can be seen. */
bool look_at_ranks(struct watched *watched);

/* The CPU time of a thread in microseconds; -1 if the kernel does not tell it. */
double worked_us(const struct watched *watched, const struct rank_log *log, int thread);

/* Once the run has ended: writes the first rank that ended as none should into the file `first` of its directory,
 * if that is known. */
void keep_first_end(const struct watched *watched);

/* --- decide.c --- */

/* False: there is no memory for so many ranks. */
bool begin_deciding(int size);

/* Whether some ranks can never go on: watched->graph says which. To be asked every LOOK_MS, after look_at_ranks. */
bool is_deadlock(struct watched *watched);

/* --- ends.c: how ranks ended, in words --- */

/* Adds the machines of which nothing is heard any more: no rank that had not ended there answers or, at the
 * `end` of the launcher, has told its end. Returns how many. */
int add_lost(struct text *text, const struct watched *watched, bool end);

/* Adds that the ranks of a run of several are each alone in an MPI_COMM_WORLD of 1. Returns whether they are. */
bool add_alone(struct text *text, const struct watched *watched);

/* Adds who left without MPI_Finalize. Returns how many. */
int add_left(struct text *text, const struct watched *watched);

/* Adds the first rank that died of a signal. Returns the signal; 0: there is none. */
int add_died(struct text *text, const struct watched *watched);

/* The log of a rank that has called MPI_Abort; NULL if there is none. */
const struct rank_log *who_aborted(const struct watched *watched);

/* Adds that the rank has called MPI_Abort, if it ran on another machine: there the launcher may say something else
 * of its end. Returns the status; 0: nothing was added. */
int add_aborted(struct text *text, const struct watched *watched, const struct rank_log *log);

/* Adds what each rank does, or did last. */
void add_states(struct text *text, const struct watched *watched);

/* Adds which ranks ran where, if it was on several machines. */
void add_where(struct text *text, const struct watched *watched);

/* Adds "in" the call that is open or "after" the one that was the last, and its line. */
void add_last_call(struct text *text, const struct rank_log *log);

/* --- list.c: the other two uses of the program; they return its status --- */

int tell_of_rank(int argc, char **argv);
int list_calls(int argc, char **argv);

#endif
