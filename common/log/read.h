/* Reading the log of a run (log.h), while it is written or later: for the watcher and all that draw or
 * judge. Nothing here changes the log. */
#ifndef LOG_READ_H
#define LOG_READ_H

#include "log/log.h"

/* A text that grows; once memory runs out it stays as it is. */
struct text {
    char *words;
    size_t length, room;
};
__attribute__((format(printf, 2, 3))) void add(struct text *text, const char *format, ...);

/* Memory that was asked for; without it the program ends here, with a word. */
void *need(void *memory);

/* The log of one rank, mapped for reading; NULL as long as it is not there in whole. */
const struct rank_log *open_rank(const char *directory, int rank);

/* The events of a thread, mapped; sets how many. NULL and 0 if there are none. */
const struct event *open_events(const char *directory, const struct rank_log *log, int thread,
                                size_t *count);

/* What a rank has printed: the file, mapped; NULL and 0 if it is nothing. */
const char *open_prints(const char *directory, int rank, size_t *bytes);
/* The text of the next print, from `at` on, which is set behind it; NULL: no more. Of one that was being written
 * when the rank was killed, what is there. */
const char *next_print(const char *data, size_t bytes, size_t *at, struct print *print);

/* Set for a strict run (common/diagnose): there nobody leaves a collective before all have come. */
extern bool all_wait_for_all;

/* The name of a call, its kind, and whether it starts something that is waited for later (MPI_Irecv). */
const char *name_of_call(const struct rank_log *log, int call);
enum kind kind_of_call(int call);
bool is_nonblocking(int call);
bool makes_persistent(int call); /* MPI_Send_init and its like: a request that is started later */

/* Whether a look that found nothing is told as one with those before it, of which the file has the first. */
bool continues(const struct event *look, const struct event *kept);

/* Copies the latest call of a thread; true if it is open. Sets the serial of the thread. One that is open
 * repeats those that found nothing before it. */
bool latest_call(const struct rank_log *log, int thread, struct event *call, uint64_t *serial);

/* Whether a request is under way; whether it is, and this open call of its rank waits for it. */
bool is_active(const struct request *request);
bool waits_for(const struct event *call, const struct request *request);

/* How many ranks have to do with it, of both groups of a communicator; the ith of them in MPI_COMM_WORLD, or UNKNOWN. */
int members_of(const struct comm *comm);
int32_t member(const struct rank_log *log, const struct comm *comm, int i);

/* Where a call was made. */
struct source_line {
    char
        path[400]; /* of the source; of the program if it was compiled without -g; empty: unknown */
    int number;    /* 0: unknown */
};
const struct source_line *line_of(const struct rank_log *log, uint64_t place); /* kept for good */
const char *name_of_file(const char *path);
/* Adds where a place is, as file:line, or what is known of it. */
void add_place(struct text *text, const struct rank_log *log, uint64_t place);
/* Adds ranks as 0, 2-5: those of `count` for which `set` is true. */
void add_ranks(struct text *text, const bool *set, int count);
/* Adds the arguments of a call in parentheses, as the program gave them; of an open wait its open
 * requests, or, unless `only` is NULL, those of them (of REQUESTS) for which it is true. */
void add_arguments(struct text *text, const struct rank_log *log, const struct event *call,
                   const bool *only);
/* Adds " on the communicator of FILE:LINE" unless it is MPI_COMM_WORLD. */
void add_comm_name(struct text *text, const struct rank_log *log, uint64_t identity);
/* Adds a line on which ranks ran on which machine, after `before`, unless it was one. */
void add_machines(struct text *text, const char *before, const struct rank_log *const *logs,
                  int count);
/* Adds a number of bytes in words. */
void add_bytes(struct text *text, uint64_t bytes);

/* Seconds between two moments of one rank. */
double seconds(const struct rank_log *log, uint64_t from, uint64_t to);
/* Now, by the clock of the rank's machine. */
uint64_t ticks_of(const struct rank_log *log);

#endif
