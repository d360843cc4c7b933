/* Reading the log of a run (log.h), while it is written or later. Nothing here changes the log. What is returned
 * stays mapped until the program ends. None of this may be called by two threads at once. */
#ifndef LOG_READ_H
#define LOG_READ_H

#include "log/log.h"

/* The log of one rank, mapped for reading; NULL as long as it is not there in whole. */
const struct rank_log *open_rank(const char *directory, int rank);

/* The events of a thread; sets how many. NULL and 0 if there are none. */
const struct event *open_events(const char *directory, const struct rank_log *log, int thread,
                                size_t *count);

/* What a rank has printed; sets how many bytes. NULL and 0 if it is nothing. */
const char *open_prints(const char *directory, int rank, size_t *bytes);

/* The text of the print at byte `at`, which is then set to the next one; NULL: there is none. If the rank was
 * killed in the middle of it, `print->length` says what is there. */
const char *next_print(const char *data, size_t bytes, size_t *at, struct print *print);

/* Whether a look that found nothing is counted in one before it, `kept`, which is in the file. */
bool continues(const struct event *look, const struct event *kept);

/* Copies the latest call of a thread, which may be making calls meanwhile; true if the call is open. Sets the
 * serial of the thread. */
bool latest_call(const struct rank_log *log, int thread, struct event *call, uint64_t *serial);

/* Whether an open call of its rank waits for a request that is active. */
bool waits_for(const struct event *call, const struct request *request);

/* How many ranks have to do with a communicator, in both of its groups; the ith of them in MPI_COMM_WORLD, or
 * UNKNOWN. */
int members_of(const struct comm *comm);
int32_t member(const struct rank_log *log, const struct comm *comm, int i);

/* Seconds between two moments of one rank, in ticks; 0 if it is not known. */
double seconds(const struct rank_log *log, uint64_t from, uint64_t to);

/* Now, in ticks of the rank's machine. */
uint64_t ticks_of(const struct rank_log *log);

#endif
