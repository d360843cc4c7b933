/* Calls, their arguments, communicators and machines in words. */
#ifndef LOG_NAMES_H
#define LOG_NAMES_H

#include "log/source.h"

/* The name of a call, also of one that calls.table does not know. */
const char *name_of_call(const struct rank_log *log, int call);

/* Adds the arguments of a call in parentheses, as the program gave them; of an open wait its open
 * requests, or, unless `only` is NULL, those of them (of REQUESTS) for which it is true. */
void add_arguments(struct text *text, const struct rank_log *log, const struct event *call,
                   const bool *only);

/* Adds " on the communicator of FILE:LINE" unless it is MPI_COMM_WORLD. */
void add_comm_name(struct text *text, const struct rank_log *log, uint64_t identity);

/* Adds a line on which ranks ran on which machine, after `before`, unless all ran on one. A log may be NULL. */
void add_machines(struct text *text, const char *before, const struct rank_log *const *logs,
                  int count);

#endif
