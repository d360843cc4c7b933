/* The watcher: runs a launcher and looks at the logs of its ranks meanwhile.
 *
 *   watch SECONDS DIRECTORY NP LAUNCHER ARGUMENT...    ends the run after SECONDS
 *   watch --rank DIRECTORY (first | rank N | pid N)    prints that rank, or the first that ended as none should,
 *                                                      and what it did last
 *   watch --calls DIRECTORY                            prints the calls of a run, rank by rank
 *
 * Ends with the launcher's status (128+n if it died of signal n), or: 120 each rank is alone, 121 deadlock, 122 a rank left
 * without MPI_Finalize, 123 a machine is gone, 124 timed out, 128+n a rank died of signal n, 125 the watcher
 * itself failed. With TRACE_CARRY in the environment the logs of the ranks are carried to the directory from
 * wherever they run (carry.h).
 * What it has to say goes to standard error, in one piece. */
#include "machines/gather.h"
#include "watch/graph.h"

#include "calls.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    ALONE = 120,
    DEADLOCK = 121,
    NOT_FINALIZED = 122,
    LOST = 123,
    TIMED_OUT = 124,
    FAILED = 125
};
/* What has no unit is a number of looks. */
enum { LOOK_MS = 20, SURE = 3, LONG = 7, SETTLED = 15, OVERDUE = 35 };
enum { WORKED_US = 1000, RAN_US = 20000, PATIENCE_MS = 2000, HEAR_MS = 5000 };

/* What the watcher has seen of a thread of a rank at its last looks. */
struct seen {
    uint64_t serial;
    int looks;        /* in a row at which it was in the same call */
    double worked_us; /* the time that it had worked when it was first found stuck */
};

static const char *directory;
static struct graph graph;
static struct gathering gathering; /* of ranks on several machines; else heard is NULL */
static struct seen *seen;          /* of each thread of each rank */
static int *strikes;               /* the looks at which the process of a rank was not there */
static int ends = -1;              /* an epoll: gives the ranks in the order in which they end */
static int awaited;                /* the ranks in it; those that run elsewhere are not */
static int first_end = -1;         /* of them the first to end as none should */
static double *ran_us; /* of each rank that went on: what it had worked when others were stuck */

static struct seen *seen_of(const struct node *node)
{
    return &seen[node->rank * THREADS + node->thread];
}

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Says it, and leaves it in the directory of the run for those who draw or judge it later. */
static void say(const struct text *text)
{
    size_t done = 0;
    char path[4200];
    snprintf(path, sizeof path, "%s/verdict", directory);
    FILE *file = text->length > 0 ? fopen(path, "w") : NULL;
    if (file) {
        fputs(text->words, file);
        fclose(file);
    }
    while (done < text->length) {
        ssize_t wrote = write(STDERR_FILENO, text->words + done, text->length - done);
        if (wrote < 0 && errno != EINTR)
            return;
        done += wrote > 0 ? (size_t)wrote : 0;
    }
}

/* The microseconds that a thread has worked so far, by the kernel's account; -1 if it does not tell. */
static double worked_us(const struct rank_log *log, int thread)
{
    char path[64], line[64] = "";
    if (gathering.heard)
        return (double)log->now[thread].worked / 1e3;
    snprintf(path, sizeof path, "/proc/%d/task/%d/schedstat", log->pid, log->now[thread].tid);
    FILE *file = fopen(path, "r");
    if (!file)
        return -1;
    char *got = fgets(line, sizeof line, file);
    fclose(file);
    return got ? strtod(line, NULL) / 1e3 : -1;
}

/* Whether a process is there and has not ended: it may wait for its launcher to take note of that. */
static bool is_alive(int pid)
{
    char path[64], line[512] = "";
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return errno != ENOENT && errno != ESRCH;
    char *got = fgets(line, sizeof line, file), *after = got ? strrchr(line, ')') : NULL;
    fclose(file);
    return !after || strncmp(after, ") Z", 3) != 0;
}

/* Has the rank's process among those whose ends are noted. */
static void await_end(int rank, pid_t pid)
{
    int process = (int)syscall(SYS_pidfd_open, pid, 0);
    struct epoll_event ended = {.events = EPOLLIN | EPOLLET, .data.u32 = (uint32_t)rank};
    awaited += process >= 0 && epoll_ctl(ends, EPOLL_CTL_ADD, process, &ended) == 0;
}

/* Takes note of the first rank that ended as none should: of several since the last look the epoll gives the
 * first. */
static void note_ends(void)
{
    struct epoll_event ended;
    while (first_end < 0 && epoll_wait(ends, &ended, 1, 0) == 1) {
        uint32_t phase = atomic_load(&graph.ranks[ended.data.u32].log->phase);
        if (phase != FINALIZED && phase != LEFT)
            first_end = (int)ended.data.u32;
    }
}

/* Leaves it in the directory of the run: a launcher ends the others once one is killed, by the same signal, and may
 * then take another one for the first. But its word has to do where a rank was not seen that may have been it. Of
 * ranks on several machines it is only seen that one was killed: here any stands for it. */
static void keep_first_end(void)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/first", directory);
    int known = awaited;
    for (int r = 0; r < graph.size; r++) {
        uint32_t phase = graph.ranks[r].log ? atomic_load(&graph.ranks[r].log->phase) : STARTING;
        if (phase == ABORTED)
            return; /* for that all were ended */
        known += gathering.heard && gathering.heard[r].number > 0;
        if (gathering.heard && gathering.heard[r].ended && phase <= RUNNING)
            first_end = r;
    }
    FILE *file = first_end >= 0 && known >= graph.size ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%d\n", first_end);
        fclose(file);
    }
}

/* Sets what is known of the ranks by now. False if one runs on another machine from which its log is not
 * carried: then neither its process nor the latest state of its log can be seen. */
static bool look_at_ranks(void)
{
    bool here = true;
    char host[sizeof graph.ranks->log->host] = "";
    gethostname(host, sizeof host - 1);
    note_ends();
    for (int r = 0; r < graph.size; r++) {
        struct rank *rank = &graph.ranks[r];
        if (!rank->log) {
            if (!(rank->log = open_rank(directory, r)))
                continue;
            if (!gathering.heard && strcmp(rank->log->host, host) == 0)
                await_end(r, rank->log->pid);
        }
        uint32_t phase = atomic_load(&rank->log->phase);
        if (phase == FINALIZED || phase == LEFT || phase == DIED)
            rank->ended = true;
        else if (gathering.heard) {
            rank->moving = gathering.heard[r].moving || is_silent(&gathering, r);
            rank->ended |= gathering.heard[r].ended;
        } else if (strcmp(rank->log->host, host) != 0)
            here = false;
        else if (!rank->ended && !is_alive(rank->log->pid))
            rank->ended = ++strikes[r] > 1;
    }
    return here;
}

/* Whether what is known of the ranks is of now: at once on one machine, else once all have answered. */
static bool all_is_known(void)
{
    if (!gathering.heard)
        return true;
    gather(&gathering);
    for (int r = 0; r < graph.size; r++)
        if (owes_answer(&gathering, r) && !is_silent(&gathering, r))
            return false;
    return true;
}

/* Reads what comes still from the ranks once the launcher has ended: soon, where it comes at all. */
static void hear_the_end(void)
{
    bool more = gathering.heard != NULL;
    for (int tries = 0; more && tries < HEAR_MS / LOOK_MS; tries++) {
        more = false;
        gather(&gathering);
        for (int r = 0; r < graph.size; r++)
            more |= gathering.heard[r].number > 0 && !gathering.heard[r].ended;
        if (more)
            nanosleep(&(struct timespec){.tv_nsec = LOOK_MS * 1000000}, NULL);
    }
}

/* The log of a rank that has called MPI_Abort; NULL if there is none. */
static const struct rank_log *who_aborted(void)
{
    for (int r = 0; r < graph.size; r++) {
        const struct rank_log *log = graph.ranks[r].log;
        struct event call;
        uint64_t serial;
        if (log && atomic_load(&log->phase) == ABORTED && latest_call(log, 0, &call, &serial) &&
            kind_of_call(call.call) == KIND_ABORT)
            return log;
    }
    return NULL;
}

/* Adds the machines of which nothing is heard any more: no rank that had not ended there answers or, at the
 * `end` of the launcher, has told its end. Returns how many. Slurm may end those who carry with the ranks, so
 * there, at the end, they must have been silent before. */
static int add_lost(struct text *text, bool end)
{
    if (!gathering.heard)
        return 0;
    bool *gone = need(calloc((size_t)graph.size, sizeof *gone));
    const char *how = getenv("TRACE_CARRY");
    int lost = 0, before = how && strcmp(how, "slurm") == 0 ? 2000 / LOOK_MS : 0;
    for (int first = 0; first < graph.size; first++) {
        const struct rank_log *log = graph.ranks[first].log;
        bool silent = log != NULL, told = false;
        int ranks = 0;
        memset(gone, 0, (size_t)graph.size * sizeof *gone);
        for (int r = 0; log && r < graph.size; r++) {
            const struct rank_log *other = graph.ranks[r].log;
            if (!other || strcmp(other->host, log->host) != 0)
                continue;
            told |= r < first;
            gone[r] = true;
            if (gathering.heard[r].ended)
                continue;
            ranks++;
            silent &= end ? gathering.heard[r].looks >= before : is_silent(&gathering, r);
        }
        if (!silent || told || ranks == 0)
            continue;
        lost++;
        add(text, "%s has not been heard of any more: rank ", log->host);
        add_ranks(text, gone, graph.size);
        add(text, " ran there. The machine is down, or cannot be reached.\n");
    }
    free(gone);
    return lost;
}

static void note_what_is_seen(void)
{
    for (int i = 0; i < graph.count; i++) {
        const struct node *node = &graph.nodes[i];
        struct seen *last = seen_of(node);
        if (last->serial == node->serial)
            last->looks++;
        else
            *last = (struct seen){.serial = node->serial};
    }
}

/* Whether all ranks were in the same calls at the look before. */
static bool all_stand_still(void)
{
    bool still = true;
    for (int r = 0; r < graph.size; r++)
        still &= !graph.ranks[r].busy;
    for (int i = 0; i < graph.count; i++)
        still &= seen_of(&graph.nodes[i])->looks > 0;
    return still;
}

/* Whether the stuck nodes, some of which are soft, have been the same for long, and each has worked
 * meanwhile: it had the time to look for itself, after all had come to where they are, and found nothing. */
static bool is_proved_by_looking(void)
{
    static uint64_t known;
    static int looks;
    uint64_t these = 1;
    for (int i = 0; i < graph.count; i++)
        if (!graph.nodes[i].free)
            these = mix(mix(these, (uint64_t)graph.nodes[i].rank * THREADS +
                                       (uint64_t)graph.nodes[i].thread),
                        graph.nodes[i].serial);
    looks = these == known ? looks + 1 : 0;
    known = these;
    if (looks > 0 && looks < LONG)
        return false;
    for (int i = 0; i < graph.count; i++) {
        const struct node *node = &graph.nodes[i];
        const struct rank_log *log = graph.ranks[node->rank].log;
        if (node->free || is_finalize(node))
            continue;
        double worked = worked_us(log, node->thread);
        if (looks == 0)
            seen_of(node)->worked_us = worked;
        else if (worked < 0 || worked - seen_of(node)->worked_us < WORKED_US)
            return false;
    }
    return looks > 0;
}

/* Whether a rank may still do something: it is outside of MPI, or in a call that can come to its end. */
static bool goes_on(int rank)
{
    bool on = graph.ranks[rank].busy;
    for (int i = 0; i < graph.count; i++)
        on |= graph.nodes[i].rank == rank && graph.nodes[i].free;
    return on;
}

/* How many ranks go on. Sets whether each of them has worked for a while since the first look, at which the
 * others were found stuck: on a machine with too much to do it may not have run at all. */
static int count_others(bool first, bool *ran)
{
    int others = 0;
    *ran = true;
    for (int r = 0; r < graph.size; r++) {
        const struct rank_log *log = graph.ranks[r].log;
        if (!goes_on(r))
            continue;
        double worked = log ? worked_us(log, 0) : 0;
        if (first)
            ran_us[r] = worked;
        *ran &= worked < 0 || worked - ran_us[r] >= RAN_US;
        others++;
    }
    return others;
}

/* Whether some ranks can never go on: graph says which. While there are others of whom that may come out
 * as well, it is not yet told. */
static bool is_deadlock(void)
{
    static int known, settled;
    static double broken_at;
    bool still = false, broken = false;
    for (int r = 0; r < graph.size; r++) {
        const struct rank_log *log = graph.ranks[r].log;
        uint32_t phase = log ? atomic_load(&log->phase) : STARTING;
        broken |= phase == ABORTED || (graph.ranks[r].ended && phase != FINALIZED);
    }
    /* Where a rank has died or left, the launcher ends the others, if it is given the time. */
    broken_at = broken && broken_at == 0 ? now_ms() : broken_at;
    if (broken && now_ms() - broken_at < PATIENCE_MS)
        return false;
    look(&graph);
    note_what_is_seen();
    graph.torn = gathering.heard && !all_stand_still();
    for (int i = 0; i < graph.count; i++)
        still |= seen_of(&graph.nodes[i])->looks >= SURE;
    int stuck = still ? reduce(&graph, true) : 0;
    bool soft = false;
    for (int i = 0; i < graph.count && stuck > 0; i++)
        soft |= !graph.nodes[i].free && graph.nodes[i].soft;
    if (soft && !is_proved_by_looking())
        stuck = reduce(&graph, false);
    if (stuck == 0)
        return false;
    for (int i = 0; i < graph.count; i++) {
        const struct node *node = &graph.nodes[i];
        const struct thread_now *now = &graph.ranks[node->rank].log->now[node->thread];
        if (!node->free &&
            (seen_of(node)->looks < SURE || atomic_load(&now->serial) != node->serial))
            return false; /* it has moved, or has just come here: at the next look */
    }
    bool ran;
    settled = stuck == known ? settled + 1 : 0;
    known = stuck;
    if (count_others(settled == 0, &ran) == 0)
        return true;
    return settled >= (ran ? SETTLED : OVERDUE);
}

/* Adds what a thread does, or did last. */
static void add_state(struct text *text, const struct rank_log *log, int thread)
{
    struct event call;
    uint64_t serial;
    bool open = latest_call(log, thread, &call, &serial);
    enum kind kind = kind_of_call(call.call);
    if (gathering.heard && is_silent(&gathering, log->rank))
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

/* Adds "in" the call that is open or "after" the one that was the last, and its line. */
static void add_last_call(struct text *text, const struct rank_log *log)
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

static void add_states(struct text *text)
{
    for (int r = 0; r < graph.size && r < 32; r++) {
        const struct rank_log *log = graph.ranks[r].log;
        if (!log) {
            add(text,
                gathering.heard ? "  rank %d  has not called MPI_Init, or could not be heard of "
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
            add_state(text, log, t);
            add(text, "\n");
        }
    }
    if (graph.size > 32)
        add(text, "  and %d ranks more\n", graph.size - 32);
}

/* Adds which ranks ran where, if it was on several machines. */
static void add_where(struct text *text)
{
    const struct rank_log **logs = need(calloc((size_t)graph.size, sizeof(struct rank_log *)));
    for (int r = 0; r < graph.size; r++)
        logs[r] = graph.ranks[r].log;
    add_machines(text, "  ", logs, graph.size);
    free(logs);
}

/* Says so if the ranks of a run of several are each alone in an MPI_COMM_WORLD of 1; returns whether they are. */
static bool add_alone(struct text *text)
{
    for (int r = 0; r < graph.size && graph.size > 1; r++) {
        const struct rank_log *log = graph.ranks[r].log;
        if (!log || atomic_load(&log->phase) == STARTING || log->size != 1)
            continue;
        add(text,
            "Each of the %d processes is alone: MPI made it rank 0 of 1, so no message can reach "
            "another.\n",
            graph.size);
        return true;
    }
    return false;
}

/* Who left without MPI_Finalize; returns how many. */
static int add_left(struct text *text)
{
    bool *left = calloc((size_t)graph.size, sizeof *left);
    const struct rank_log *first = NULL;
    int count = 0;
    for (int r = 0; left && r < graph.size; r++) {
        const struct rank_log *log = graph.ranks[r].log;
        left[r] = log && atomic_load(&log->phase) == LEFT;
        count += left[r];
        if (left[r] && !first)
            first = log;
    }
    if (count > 0) {
        add(text, count == 1 ? "Rank " : "Ranks ");
        add_ranks(text, left, graph.size);
        add(text, " left without MPI_Finalize, with exit status %d, ", first->status);
        add_last_call(text, first);
        add(text, ". Every rank has to call MPI_Finalize before it ends (MPI 4.0, 11.2.2).\n");
    }
    free(left);
    return count;
}

/* The first rank that told of a signal it died of; returns its number, 0 if there is none. */
static int add_died(struct text *text)
{
    for (int r = 0; r < graph.size; r++) {
        const struct rank_log *log = graph.ranks[r].log;
        if (!log || atomic_load(&log->phase) != DIED)
            continue;
        add(text, "Rank %d died of signal %d (SIG%s)", r, log->status, sigabbrev_np(log->status));
        /* A line of the program's own; one of the C library's would say nothing. */
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

/* Adds that the rank has called MPI_Abort, where the launcher may tell its own way of ending the others in place of
 * that: between machines. Returns the status. */
static int add_aborted(struct text *text, const struct rank_log *log)
{
    if (!gathering.heard)
        return 0;
    add(text, "Rank %d ended with status %d ", log->rank, log->status & 255);
    add_last_call(text, log);
    add(text, "; the launcher ended the others.\n");
    return log->status & 255;
}

static int tell_of_rank(int argc, char **argv)
{
    struct text text = {0};
    bool by_process = argc == 5 && strcmp(argv[3], "pid") == 0;
    char first[16] = "";
    if (argc != 5 && (argc != 4 || strcmp(argv[3], "first") != 0)) {
        fputs("Type watch --rank DIRECTORY first, or rank N, or pid N, for example build/runs/last "
              "rank 0\n",
              stderr);
        return 2;
    }
    directory = argv[2];
    if (argc == 4) {
        char path[4200];
        snprintf(path, sizeof path, "%s/first", directory);
        FILE *file = fopen(path, "r");
        if (!file || !fgets(first, sizeof first, file))
            return 1;
        fclose(file);
    }
    int number = atoi(argc == 4 ? first : argv[4]);
    for (int r = 0; r < 100000; r++) {
        const struct rank_log *log = open_rank(directory, r);
        if (!log)
            break;
        if (number != (by_process ? log->pid : log->rank))
            continue;
        add(&text, "%d ", log->rank);
        add_last_call(&text, log);
        puts(text.words);
        return 0;
    }
    return 1;
}

/* Prints a call: the rank, its thread, the call, the message that came, the line. */
static void list_call(const struct rank_log *log, const struct event *call, bool open)
{
    struct text text = {0};
    bool starts = kind_of_call(call->call) == KIND_START;
    add(&text, "%d.%d %s%s", log->rank, call->thread,
        !call->part ? ""
        : starts    ? "  starts in "
                    : "  completes in ",
        name_of_call(log, call->call));
    add_arguments(&text, log, call, NULL);
    if (call->from != NOBODY)
        add(&text, " from rank %d, tag %d, %llu bytes", call->from, call->fromtag,
            (unsigned long long)call->received);
    if (call->repeats > 0 && !open)
        add(&text, " %u times", call->repeats + 1);
    add(&text, open ? " has not returned   " : "   ");
    add_place(&text, log, call->place);
    puts(text.words);
    free(text.words);
}

static int list_calls(int argc, char **argv)
{
    if (argc != 3 || !open_rank(argv[2], 0)) {
        fputs("Type watch --calls DIRECTORY, that of a run, for example build/runs/last\n", stderr);
        return 2;
    }
    for (int r = 0; r < 100000; r++) {
        const struct rank_log *log = open_rank(argv[2], r);
        if (!log)
            break;
        for (int t = 0; t < THREADS && atomic_load(&log->now[t].used); t++) {
            size_t count;
            const struct event *events = open_events(argv[2], log, t, &count);
            struct event latest;
            uint64_t lost = atomic_load(&log->now[t].lost), serial;
            bool open = latest_call(log, t, &latest, &serial);
            bool one_more = serial > 0;
            if (count > 0) {
                const struct event *last = &events[count - 1];
                one_more &= latest.serial > last->serial + last->repeats;
                count -= one_more && !open && continues(&latest, last);
            }
            for (size_t i = 0; i < count; i++)
                list_call(log, &events[i], false);
            if (lost > 0)
                printf("%d.%d and %llu more that were not kept\n", r, t, (unsigned long long)lost);
            if (one_more)
                list_call(log, &latest, open);
        }
    }
    return 0;
}

/* Ends the launcher, and with it its ranks; kills it if that takes too long. */
static void end_launcher(pid_t launcher, const sigset_t *signals)
{
    const struct timespec tick = {.tv_nsec = LOOK_MS * 1000000};
    double killed_at = now_ms() + PATIENCE_MS;
    int status;
    kill(launcher, SIGTERM);
    while (waitpid(launcher, &status, WNOHANG) == 0) {
        if (now_ms() > killed_at) {
            kill(launcher, SIGKILL);
            killed_at += 1e9;
        }
        sigtimedwait(signals, NULL, &tick);
    }
}

int main(int argc, char **argv)
{
    const struct timespec tick = {.tv_nsec = LOOK_MS * 1000000};
    struct text text = {0};
    sigset_t signals, before;
    double limit_ms, started = now_ms();
    int status = 0, verdict = 0;

    if (argc > 1 && strcmp(argv[1], "--rank") == 0)
        return tell_of_rank(argc, argv);
    if (argc > 1 && strcmp(argv[1], "--calls") == 0)
        return list_calls(argc, argv);
    if (argc < 5 || atoi(argv[3]) < 1) {
        fputs("Type watch SECONDS DIRECTORY NP LAUNCHER ARGUMENT..., or use scripts/run\n", stderr);
        return 2;
    }
    limit_ms = strtod(argv[1], NULL) * 1e3;
    directory = argv[2];
    all_wait_for_all = getenv("TRACE_STRICT") != NULL;
    graph.size = atoi(argv[3]);
    graph.ranks = calloc((size_t)graph.size, sizeof *graph.ranks);
    graph.nodes = calloc((size_t)graph.size * THREADS, sizeof *graph.nodes);
    seen = calloc((size_t)graph.size * THREADS, sizeof *seen);
    strikes = calloc((size_t)graph.size, sizeof *strikes);
    ran_us = calloc((size_t)graph.size, sizeof *ran_us);
    if (!graph.ranks || !graph.nodes || !seen || !strikes || !ran_us) {
        fputs("The watcher has no memory for so many ranks.\n", stderr);
        return FAILED;
    }

    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, &before);
    prctl(PR_SET_PDEATHSIG, SIGTERM); /* who is left without a runner ends the run */
    ends = epoll_create1(EPOLL_CLOEXEC);
    cpu_set_t cores;
    if (getenv("TRACE_CARRY") && !begin_gathering(&gathering, directory, graph.size)) {
        fprintf(stderr, "Nothing can be written in %s: is the disk full?\n", directory);
        return FAILED;
    }
    if (!gathering.heard && sched_getaffinity(0, sizeof cores, &cores) == 0 &&
        graph.size > CPU_COUNT(&cores))
        setenv("TRACE_GIVE_WAY", "1", 1);
    pid_t runner = getppid(), launcher = fork();
    if (launcher == 0) {
        sigprocmask(SIG_SETMASK, &before, NULL);
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        execvp(argv[4], argv + 4);
        fprintf(stderr, "%s cannot be run: %s\n", argv[4], strerror(errno));
        _exit(127);
    }
    if (launcher < 0) {
        fprintf(stderr, "The launcher cannot be started: %s\n", strerror(errno));
        return FAILED;
    }

    while (waitpid(launcher, &status, WNOHANG) == 0) {
        int signal = sigtimedwait(&signals, NULL, &tick);
        if ((signal > 0 && signal != SIGCHLD) || getppid() != runner) {
            end_launcher(launcher, &signals);
            return 128 + (signal > 0 ? signal : SIGTERM);
        }
        if (signal == SIGCHLD)
            continue;
        bool known = all_is_known(), here = known && look_at_ranks();
        if (now_ms() - started >= limit_ms) {
            look_at_ranks();
            add(&text,
                "Timed out after %s s: every rank has been ended. LIMIT=%.0f gives it more time.\n",
                argv[1], limit_ms / 500);
            add_states(&text);
            verdict = TIMED_OUT;
        } else if (add_alone(&text)) {
            verdict = ALONE;
        } else if (here && is_deadlock()) {
            verdict = add_left(&text) > 0 ? NOT_FINALIZED : DEADLOCK;
            add_report(&text, &graph);
        } else if (gathering.failed) {
            add(&text, "What the ranks do cannot be written in %s: is the disk full?\n", directory);
            verdict = FAILED;
        } else if (add_lost(&text, false) > 0) {
            add_states(&text);
            verdict = LOST;
        } else if (known && gathering.heard) {
            ask(&gathering);
        }
        if (verdict) {
            add_where(&text);
            say(&text);
            end_launcher(launcher, &signals);
            hear_the_end();
            return verdict;
        }
    }
    hear_the_end();
    look_at_ranks();
    const struct rank_log *aborted = who_aborted();
    int died;
    if (add_alone(&text))
        verdict = ALONE;
    else if ((died = add_died(&text)))
        verdict = 128 + died;
    else if (add_left(&text) > 0)
        verdict = NOT_FINALIZED;
    else if (status != 0 && !aborted && add_lost(&text, true) > 0)
        verdict = LOST;
    else if (WIFSIGNALED(status)) {
        verdict = 128 + WTERMSIG(status);
        add(&text, "The launcher was killed (signal %d).\n", WTERMSIG(status));
    } else if (status != 0 && aborted)
        verdict = add_aborted(&text, aborted);
    else if (status != 0)
        keep_first_end();
    say(&text);
    return verdict ? verdict : WEXITSTATUS(status);
}
