/* Finds the mistakes in what was recorded of a run: by the recorder (log/log.h, eyes/eyes.h). */
#ifndef DIAGNOSE_JUDGE_H
#define DIAGNOSE_JUDGE_H

#include "diagnose/findings.h"

/* How a run was made. */
enum way { WATCHED, STRICT, RACE, MEMORY, WAYS };

/* Adds what is found in the directory of a run that ended with this status of scripts/run; those of the
 * watched run come first, since what is found there says whether the others mean anything. False: the
 * directory holds no run. */
bool judge_run(struct findings *findings, enum way way, const char *directory, int status);

/* Of runs in which wildcards took the lowest rank's message, the lowest's again, the highest's, and the
 * lowest's and the highest's in turn: whether the order decided the answer. */
enum { ORDERS = 4 };
void judge_order(struct findings *findings, const char *const directories[ORDERS],
                 const int statuses[ORDERS]);

/* Whether some rank received, with MPI_ANY_SOURCE at one line, from more than one rank, and did not ask
 * who it was; `asked`: of a status that it kept, that it did. */
bool may_race(const char *directory, bool asked);

#endif
