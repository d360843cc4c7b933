/* Ranks that ended as none should. */
#include "diagnose/run.h"

#include <stdlib.h>
#include <string.h>

void judge_end(const struct run *run, struct findings *findings)
{
    for (int r = 0; r < run->history.size; r++) {
        const struct rank_log *log = run->logs[r];
        struct text seen = {0};
        struct event last;
        uint64_t serial;
        if (!log)
            continue;
        bool open = latest_call(log, 0, &last, &serial);
        const char *name = serial > 0 ? name_of_call(log, last.call) : "";
        bool finalizes = open && kind_of_call(last.call) == KIND_FINALIZE;
        /* This follows from a mistake that is told already: UCX dies of a window that is left. */
        if ((collectives_differ(findings) && (log->phase == DIED || run->status == 124)) ||
            (log->phase == DIED && finalizes && has(findings, WINDOW_NOT_FREED)))
            continue;
        if (log->phase == DIED) {
            bool here = log->died >= log->modules[0].from && log->died < log->modules[0].to;
            add(&seen, "signal %d (SIG%s)", log->status, sigabbrev_np(log->status));
            if (serial > 0)
                add(&seen, here ? ", in the program after %s" : " in %s", name);
            find_at(findings, CRASH, log, here ? "" : name,
                    here         ? log->died + 1
                    : serial > 0 ? last.place
                                 : 0,
                    seen.words);
        } else if (log->phase == LEFT && !made_mistake(findings, BEFORE_INIT, r)) {
            add(&seen, "it left with exit status %d", log->status);
            if (serial > 0)
                add(&seen, "; its last call was %s", name);
            find_at(findings, NO_FINALIZE, log, name, serial > 0 ? last.place : 0, seen.words);
        } else if (run->status == 124 && log->phase == RUNNING && !finalizes) {
            add(&seen, open ? "it was in %s" : "it did not call MPI, after %s", name);
            find_at(findings, TIMED_OUT, log, name, last.place, seen.words);
        }
        free(seen.words);
    }
}
