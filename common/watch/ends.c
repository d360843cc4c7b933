#include "watch/watched.h"

#include "log/names.h"

#include <stdlib.h>
#include <string.h>

/* Adds what a thread does, or did last. */
static void add_state(struct text *text, const struct watched *watched, const struct rank_log *log,
                      int thread)
{
    struct event call;
    uint64_t serial;
    bool open = latest_call(log, thread, &call, &serial);
    enum kind kind = kind_of_call(call.call);
    if (is_silent(&watched->gathering, log->rank))
        add(text, "is not heard of any more; last it ");
    if (serial == 0) {
        add(text, "has not called MPI_Init");
        return;
    }
    if (call.repeats > 0) {
        add(text, "polls with %s, which found nothing %u times", name_of_call(log, call.call),
            call.repeats + !open);
    } else if (open) {
        add(text, kind == KIND_OTHER || kind == KIND_INIT ? "is in %s" : "waits in %s",
            name_of_call(log, call.call));
        add_arguments(text, log, &call, NULL);
    } else {
        add(text, "does not call MPI, after %s", name_of_call(log, call.call));
        add_arguments(text, log, &call, NULL);
    }
    add(text, "   ");
    add_place(text, log, call.place);
    if (call.repeats == 0)
        add(text, ", for %.1f s", seconds(log, open ? call.enter : call.leave, ticks_of(log)));
}

void add_last_call(struct text *text, const struct rank_log *log)
{
    struct event call;
    uint64_t serial;
    bool open = latest_call(log, 0, &call, &serial);
    add(text, open ? "in %s" : "after %s", name_of_call(log, call.call));
    if (open)
        add_arguments(text, log, &call, NULL);
    add(text, " (");
    add_place(text, log, call.place);
    add(text, ")");
}

void add_states(struct text *text, const struct watched *watched)
{
    for (int r = 0; r < watched->graph.size && r < 32; r++) {
        const struct rank_log *log = watched->graph.ranks[r].log;
        if (!log) {
            add(text,
                is_carried(&watched->gathering)
                    ? "  rank %d  has not called MPI_Init, or could not be heard of "
                      "from its machine\n"
                    : "  rank %d  has not called MPI_Init, or could not be recorded\n",
                r);
            continue;
        }
        uint32_t phase = atomic_load(&log->phase);
        for (int t = 0; t < THREADS && atomic_load(&log->now[t].used); t++) {
            add(text, t == 0 ? "  rank %d  " : "          and its thread %d ", t == 0 ? r : t);
            if (phase == FINALIZED || phase == LEFT) {
                add(text, phase == FINALIZED ? "has called MPI_Finalize\n"
                                             : "has left without MPI_Finalize\n");
                break;
            }
            add_state(text, watched, log, t);
            add(text, "\n");
        }
    }
    if (watched->graph.size > 32)
        add(text, "  and %d ranks more\n", watched->graph.size - 32);
}

void add_where(struct text *text, const struct watched *watched)
{
    const struct rank_log **logs =
        need(calloc((size_t)watched->graph.size, sizeof(struct rank_log *)));
    for (int r = 0; r < watched->graph.size; r++)
        logs[r] = watched->graph.ranks[r].log;
    add_machines(text, "  ", logs, watched->graph.size);
    free(logs);
}

int add_left(struct text *text, const struct watched *watched)
{
    bool *left = calloc((size_t)watched->graph.size, sizeof *left);
    const struct rank_log *first = NULL;
    int count = 0;
    for (int r = 0; left && r < watched->graph.size; r++) {
        const struct rank_log *log = watched->graph.ranks[r].log;
        left[r] = log && atomic_load(&log->phase) == LEFT;
        count += left[r];
        if (left[r] && !first)
            first = log;
    }
    if (count > 0) {
        add(text, count == 1 ? "Rank " : "Ranks ");
        add_ranks(text, left, watched->graph.size);
        add(text, " left without MPI_Finalize, with exit status %d, ", first->status);
        add_last_call(text, first);
        add(text, ". Every rank has to call MPI_Finalize before it ends (MPI 4.0, 11.2.2).\n");
    }
    free(left);
    return count;
}

int add_died(struct text *text, const struct watched *watched)
{
    for (int r = 0; r < watched->graph.size; r++) {
        const struct rank_log *log = watched->graph.ranks[r].log;
        if (!log || atomic_load(&log->phase) != DIED)
            continue;
        add(text, "Rank %d died of signal %d (SIG%s)", r, log->status, sigabbrev_np(log->status));
        /* A line of the program; one of the C library would not help. */
        if (log->died >= log->modules[0].from && log->died < log->modules[0].to) {
            add(text, " at ");
            add_place(text, log, log->died + 1);
        }
        add(text, " ");
        add_last_call(text, log);
        add(text, "; the launcher ended the others.\n");
        return log->status;
    }
    return 0;
}

int add_aborted(struct text *text, const struct watched *watched, const struct rank_log *log)
{
    if (!is_carried(&watched->gathering))
        return 0;
    add(text, "Rank %d ended with status %d ", log->rank, log->status & 255);
    add_last_call(text, log);
    add(text, "; the launcher ended the others.\n");
    return log->status & 255;
}

const struct rank_log *who_aborted(const struct watched *watched)
{
    for (int r = 0; r < watched->graph.size; r++) {
        const struct rank_log *log = watched->graph.ranks[r].log;
        struct event call;
        uint64_t serial;
        if (log && atomic_load(&log->phase) == ABORTED && latest_call(log, 0, &call, &serial) &&
            kind_of_call(call.call) == KIND_ABORT)
            return log;
    }
    return NULL;
}

bool add_alone(struct text *text, const struct watched *watched)
{
    int size = watched->graph.size;
    for (int r = 0; r < size && size > 1; r++) {
        const struct rank_log *log = watched->graph.ranks[r].log;
        if (!log || atomic_load(&log->phase) == STARTING || log->size != 1)
            continue;
        add(text,
            "Each of the %d processes is alone: MPI made it rank 0 of 1, so no message can reach "
            "another.\n",
            size);
        return true;
    }
    return false;
}

/* Slurm may end those who carry together with the ranks, so at the end they must have been silent before. */
int add_lost(struct text *text, const struct watched *watched, bool end)
{
    if (!is_carried(&watched->gathering))
        return 0;
    bool *gone = need(calloc((size_t)watched->graph.size, sizeof *gone));
    const char *how = getenv("TRACE_CARRY");
    int lost = 0, before = how && strcmp(how, "slurm") == 0 ? 2000 / LOOK_MS : 0;
    for (int first = 0; first < watched->graph.size; first++) {
        const struct rank_log *log = watched->graph.ranks[first].log;
        bool silent = log != NULL, told = false;
        int ranks = 0;
        memset(gone, 0, (size_t)watched->graph.size * sizeof *gone);
        for (int r = 0; log && r < watched->graph.size; r++) {
            const struct rank_log *other = watched->graph.ranks[r].log;
            if (!other || strcmp(other->host, log->host) != 0)
                continue;
            told |= r < first;
            gone[r] = true;
            if (told_its_end(&watched->gathering, r))
                continue;
            ranks++;
            silent &= end ? is_silent_for(&watched->gathering, r, before)
                          : is_silent(&watched->gathering, r);
        }
        if (!silent || told || ranks == 0)
            continue;
        lost++;
        add(text, "%s has not been heard of any more: rank ", log->host);
        add_ranks(text, gone, watched->graph.size);
        add(text, " ran there. The machine is down, or cannot be reached.\n");
    }
    free(gone);
    return lost;
}
