#include "watch/watched.h"

#include "log/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int tell_of_rank(int argc, char **argv)
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
    const char *directory = argv[2];
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

int list_calls(int argc, char **argv)
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
