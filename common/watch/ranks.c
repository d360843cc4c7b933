#include "watch/watched.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>

static int *strikes;       /* the looks at which the process of a rank was not there */
static int ends = -1;      /* an epoll: gives the ranks in the order in which they end */
static int awaited;        /* the ranks in it; those that run elsewhere are not */
static int first_end = -1; /* of them the first to end as none should */

bool begin_looking(int size)
{
    strikes = calloc((size_t)size, sizeof *strikes);
    ends = epoll_create1(EPOLL_CLOEXEC);
    return strikes != NULL;
}

double worked_us(const struct watched *watched, const struct rank_log *log, int thread)
{
    char path[64], line[64] = "";
    if (is_carried(&watched->gathering))
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

/* Makes note_ends notice the end of a rank's process. */
static void await_end(int rank, pid_t pid)
{
    int process = (int)syscall(SYS_pidfd_open, pid, 0);
    struct epoll_event ended = {.events = EPOLLIN | EPOLLET, .data.u32 = (uint32_t)rank};
    awaited += process >= 0 && epoll_ctl(ends, EPOLL_CTL_ADD, process, &ended) == 0;
}

/* Notes the first rank that ended as none should. If several have ended since the last look, the epoll gives the first
 * one first. */
static void note_ends(const struct watched *watched)
{
    struct epoll_event ended;
    while (first_end < 0 && epoll_wait(ends, &ended, 1, 0) == 1) {
        uint32_t phase = atomic_load(&watched->graph.ranks[ended.data.u32].log->phase);
        if (phase != FINALIZED && phase != LEFT)
            first_end = (int)ended.data.u32;
    }
}

/* Once a rank is killed, the launcher ends the others by the same signal, and may then say that another one was the
 * first. We know better if we have seen all ranks. Of ranks on several machines we only see that one was killed, so any
 * of those is written. */
void keep_first_end(const struct watched *watched)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/first", watched->directory);
    int known = awaited;
    for (int r = 0; r < watched->graph.size; r++) {
        uint32_t phase = watched->graph.ranks[r].log
                             ? atomic_load(&watched->graph.ranks[r].log->phase)
                             : STARTING;
        if (phase == ABORTED)
            return; /* that is why all were ended */
        known += was_heard(&watched->gathering, r);
        if (told_its_end(&watched->gathering, r) && phase <= RUNNING)
            first_end = r;
    }
    FILE *file = first_end >= 0 && known >= watched->graph.size ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%d\n", first_end);
        fclose(file);
    }
}

bool look_at_ranks(struct watched *watched)
{
    bool here = true;
    char host[sizeof watched->graph.ranks->log->host] = "";
    gethostname(host, sizeof host - 1);
    note_ends(watched);
    for (int r = 0; r < watched->graph.size; r++) {
        struct rank *rank = &watched->graph.ranks[r];
        if (!rank->log) {
            if (!(rank->log = open_rank(watched->directory, r)))
                continue;
            if (!is_carried(&watched->gathering) && strcmp(rank->log->host, host) == 0)
                await_end(r, rank->log->pid);
        }
        uint32_t phase = atomic_load(&rank->log->phase);
        if (phase == FINALIZED || phase == LEFT || phase == DIED)
            rank->ended = true;
        else if (is_carried(&watched->gathering)) {
            rank->moving = is_moving(&watched->gathering, r) || is_silent(&watched->gathering, r);
            rank->ended |= told_its_end(&watched->gathering, r);
        } else if (strcmp(rank->log->host, host) != 0)
            here = false;
        else if (!rank->ended && !is_alive(rank->log->pid))
            rank->ended = ++strikes[r] > 1;
    }
    return here;
}
