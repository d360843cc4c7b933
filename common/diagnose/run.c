#include "diagnose/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void read_notes(struct run *run, int rank)
{
    char path[4200], *line = NULL;
    size_t room = 0;
    snprintf(path, sizeof path, "%s/rank-%d.notes", run->directory, rank);
    FILE *file = fopen(path, "r");
    while (file && getline(&line, &room, file) > 0) {
        struct note note = {.rank = rank, .field = {line}};
        line[strcspn(line, "\n")] = '\0';
        char *rest = need(strdup(line));
        while (note.fields < 12 && (note.field[note.fields] = strsep(&rest, "\t")))
            note.fields++;
        if (note.fields == 0)
            continue;
        run->notes_full |= strcmp(note.field[0], "full") == 0;
        if ((run->count & (run->count - 1)) == 0)
            run->notes =
                need(realloc(run->notes, (size_t)(2 * run->count + 1) * sizeof *run->notes));
        run->notes[run->count++] = note;
    }
    free(line);
    if (file)
        fclose(file);
}

bool is_note(const struct note *note, const char *sort, int fields)
{
    return strcmp(note->field[0], sort) == 0 && note->fields >= fields;
}

static int by_note(const void *one, const void *other)
{
    const struct note *a = *(struct note *const *)one, *b = *(struct note *const *)other;
    int order = (a->rank > b->rank) - (a->rank < b->rank);
    for (int i = 0; i < 3 && order == 0; i++) {
        if (i >= a->fields || i >= b->fields)
            return (i < a->fields) - (i < b->fields);
        order = strcmp(a->field[i], b->field[i]);
    }
    return order;
}

const struct note *note_on(const struct run *run, int rank, const char *sort, const char *call,
                           const char *way)
{
    struct note wanted = {.rank = rank, .fields = way ? 3 : 2};
    wanted.field[0] = (char *)sort;
    wanted.field[1] = (char *)call;
    wanted.field[2] = (char *)way;
    long from = 0, to = run->count;
    const struct note *pointer = &wanted;
    while (from < to) {
        long middle = (from + to) / 2;
        if (by_note(&run->index[middle], &pointer) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    const struct note *found = from < run->count ? run->index[from] : NULL;
    bool same = found && found->rank == rank && is_note(found, sort, 4 - (way == NULL)) &&
                strcmp(found->field[1], call) == 0 && (!way || strcmp(found->field[2], way) == 0);
    return same ? found : NULL;
}

void name_event(char *name, size_t room, const struct event *event)
{
    snprintf(name, room, "%d.%llu", event->thread, (unsigned long long)event->serial);
}

uint64_t place_in(const char *field)
{
    return strtoull(field, NULL, 16);
}

bool read_run(struct run *run, const char *directory, int status)
{
    *run = (struct run){.directory = directory, .status = status};
    bool there = read_history(&run->history, directory);
    int size = there ? run->history.size : 1;
    run->logs = need(calloc((size_t)size, sizeof(void *)));
    for (int i = 0; i < run->history.lanes_count; i++)
        run->logs[run->history.lanes[i].rank] = run->history.lanes[i].log;
    for (int r = 0; r < size; r++) {
        if (!run->logs[r])
            run->logs[r] = open_rank(directory, r); /* it has not called MPI_Init */
        there |= run->logs[r] != NULL;
        read_notes(run, r);
    }
    run->history.size = size;
    run->index = need(calloc((size_t)run->count + 1, sizeof(void *)));
    for (long i = 0; i < run->count; i++)
        run->index[i] = &run->notes[i];
    qsort(run->index, (size_t)run->count, sizeof(struct note *), by_note);
    return there;
}

const struct rank_log *log_of(const struct run *run, const struct call_made *call)
{
    return run->history.lanes[call->lane].log;
}

const struct call_made *call_named(const struct run *run, int rank, const char *name)
{
    unsigned thread;
    unsigned long long serial;
    if (sscanf(name, "%u.%llu", &thread, &serial) != 2)
        return NULL;
    for (long k = 0; k < run->history.count; k++) {
        const struct call_made *call = &run->history.calls[k];
        if (log_of(run, call)->rank == rank && call->event.thread == thread &&
            call->event.serial == serial && !call->event.part)
            return call;
    }
    return NULL;
}

bool is_finalized(const struct run *run, int rank)
{
    const struct rank_log *log = run->logs[rank];
    struct event last;
    uint64_t serial;
    return log && (log->phase == FINALIZED || (latest_call(log, 0, &last, &serial) &&
                                               kind_of_call(last.call) == KIND_FINALIZE));
}

bool all_finalized(const struct run *run)
{
    for (int r = 0; r < run->history.size; r++)
        if (!is_finalized(run, r))
            return false;
    return true;
}
