/* Puts the clock of some ranks of a run on, as if their machine's were wrong: shift-clock DIRECTORY MACHINE
 * TICKS MILLIONTHS adds so many ticks to all times of the ranks that ran on MACHINE, and to those of calls so
 * many millionths of the time since its beginning more: a clock that runs faster than it says. */
#include "log/log.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static long long more, millionths;
static uint64_t since;

static void shift(uint64_t *ticks)
{
    if (*ticks)
        *ticks += (uint64_t)(more + (long long)(*ticks - since) * millionths / 1000000);
}

static void *map(const char *path, size_t *bytes)
{
    struct stat stat;
    int file = open(path, O_RDWR);
    if (file < 0 || fstat(file, &stat) != 0)
        return NULL;
    *bytes = (size_t)stat.st_size;
    void *data = mmap(NULL, *bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    return data == MAP_FAILED ? NULL : data;
}

int main(int argc, char **argv)
{
    char path[4200];
    size_t bytes;
    int shifted = 0;
    struct rank_log *log;
    if (argc != 5)
        return 2;
    more = atoll(argv[3]);
    millionths = atoll(argv[4]);
    for (int r = 0;; r++) {
        snprintf(path, sizeof path, "%s/rank-%d", argv[1], r);
        if (!(log = map(path, &bytes)))
            break;
        if (strcmp(log->host, argv[2]) != 0)
            continue;
        since = since ? since : log->clock[0].ticks;
        shifted++;
        for (int i = 0; i < 3; i++)
            log->clock[i].ticks += (uint64_t)(log->clock[i].ticks ? more : 0);
        for (int t = 0; t < THREADS; t++) {
            for (int i = 0; i < 2; i++) {
                shift(&log->now[t].calls[i].enter);
                shift(&log->now[t].calls[i].leave);
            }
            snprintf(path, sizeof path, "%s/rank-%d.%d", argv[1], r, t);
            struct event *events = map(path, &bytes);
            for (size_t i = 0; events && i < bytes / sizeof *events; i++) {
                shift(&events[i].enter);
                shift(&events[i].leave);
            }
        }
    }
    printf("%d\n", shifted);
    return shifted == 0;
}
