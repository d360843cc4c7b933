#include "log/read.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void *map(const char *path, size_t least, size_t *bytes)
{
    struct stat stat;
    void *data = MAP_FAILED;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return NULL;
    if (fstat(file, &stat) == 0 && (size_t)stat.st_size >= least && stat.st_size > 0) {
        *bytes = (size_t)stat.st_size;
        data = mmap(NULL, *bytes, PROT_READ, MAP_SHARED, file, 0);
    }
    close(file);
    return data == MAP_FAILED ? NULL : data;
}

const struct rank_log *open_rank(const char *directory, int rank)
{
    char path[4200];
    size_t bytes;
    snprintf(path, sizeof path, "%s/rank-%d", directory, rank);
    struct rank_log *log = map(path, sizeof *log, &bytes);
    if (log && (memcmp(log->magic, "MPILOG", 7) != 0 || log->version != LOG_VERSION ||
                log->bytes != sizeof *log)) {
        munmap(log, bytes);
        return NULL;
    }
    return log;
}

const struct event *open_events(const char *directory, const struct rank_log *log, int thread,
                                size_t *count)
{
    char path[4200];
    size_t bytes = 0;
    snprintf(path, sizeof path, "%s/rank-%d.%d", directory, log->rank, thread);
    const struct event *events = map(path, sizeof *events, &bytes);
    *count = atomic_load(&log->now[thread].kept);
    if (bytes / sizeof *events < *count)
        *count = bytes / sizeof *events;
    return *count ? events : NULL;
}

const char *open_prints(const char *directory, int rank, size_t *bytes)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/rank-%d.out", directory, rank);
    *bytes = 0;
    return map(path, sizeof(struct print), bytes);
}

const char *next_print(const char *data, size_t bytes, size_t *at, struct print *print)
{
    if (!data || *at + sizeof *print > bytes)
        return NULL;
    memcpy(print, data + *at, sizeof *print);
    *at += sizeof *print;
    if (print->length > bytes - *at)
        print->length = (uint32_t)(bytes - *at);
    *at += print->length;
    return data + *at - print->length;
}

bool continues(const struct event *look, const struct event *kept)
{
    return look->repeats > 0 && !kept->part && look->serial - look->repeats == kept->serial;
}

bool latest_call(const struct rank_log *log, int thread, struct event *call, uint64_t *serial)
{
    const struct thread_now *now = &log->now[thread];
    bool moved = true;
    /* A rank that polls makes millions of calls a second, perhaps one while we copy. */
    for (int tries = 0; moved && tries < 1000; tries++) {
        *serial = atomic_load_explicit(&now->serial, memory_order_acquire);
        *call = now->calls[(*serial + 1) / 2 % 2];
        atomic_thread_fence(memory_order_acquire);
        moved = *serial != atomic_load_explicit(&now->serial, memory_order_relaxed);
    }
    return *serial % 2 == 1 && !moved;
}

bool waits_for(const struct event *call, const struct request *request)
{
    return is_active(request) && request->waiting == call->serial * 2 - 1 &&
           request->waiter == call->thread;
}

int members_of(const struct comm *comm)
{
    return comm->size + comm->others;
}

int32_t member(const struct rank_log *log, const struct comm *comm, int i)
{
    uint32_t at =
        i < comm->size ? comm->group + (uint32_t)i : comm->remote + (uint32_t)(i - comm->size);
    return at < MEMBERS ? log->members[at] : UNKNOWN;
}

double seconds(const struct rank_log *log, uint64_t from, uint64_t to)
{
    int last =
        log->clock[2].ticks ? 2 : 1; /* two moments that are farther apart give a more exact rate */
    uint64_t span = log->clock[last].ticks - log->clock[0].ticks,
             ns = log->clock[last].ns - log->clock[0].ns;
    if (log->clock[last].ticks == 0 || span == 0 || to < from)
        return 0;
    return (double)(to - from) * (double)ns / (double)span / 1e9;
}

uint64_t ticks_of(const struct rank_log *log)
{
    return log->clock[2].ticks ? log->clock[2].ticks : ticks();
}
