/* Whether the order of messages decides the answer. */
#include "diagnose/run.h"

#include <stdlib.h>
#include <string.h>

bool may_race(const char *directory, bool asked)
{
    struct run run;
    bool found = false;
    if (!read_run(&run, directory, 0))
        return false;
    int *first = need(calloc((size_t)run.history.size, sizeof *first));
    bool *several = need(calloc((size_t)run.history.size, sizeof *several)),
         *unasked = need(calloc((size_t)run.history.size, sizeof *unasked));
    for (long i = 0; i < run.history.count; i++) {
        const struct call_made *call = &run.history.calls[i], *post;
        int rank = log_of(&run, call)->rank;
        char name[40];
        post = &run.history.calls[call->asked];
        if (call->event.from < 0 || post->event.source != ANY)
            continue;
        several[rank] |= first[rank] && first[rank] != call->event.from + 1;
        first[rank] = call->event.from + 1;
        name_event(name, sizeof name, &post->event);
        const struct note *note = note_on(&run, rank, "wildcard", name, NULL);
        unasked[rank] |= note && (!asked || strcmp(note->field[2], "ignored") == 0);
    }
    for (int r = 0; r < run.history.size; r++)
        found |= several[r] && unasked[r];
    free(first);
    free(several);
    free(unasked);
    return found;
}

static int by_text(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

/* The lines that all ranks printed, sorted, as one text. */
static char *answer_of(const char *directory, int size)
{
    struct text all = {0}, sorted = {0};
    add(&all, "%s", "");
    for (int r = 0; r < size; r++) {
        size_t bytes, at = 0;
        const char *data = open_prints(directory, r, &bytes);
        struct print print;
        for (const char *words; (words = next_print(data, bytes, &at, &print));)
            if (print.stream == 1)
                add(&all, "%.*s", (int)print.length, words);
        add(&all, "\n");
    }
    long count = 0;
    char **lines = need(calloc(all.length + 1, sizeof *lines)), *rest = all.words;
    for (char *line; (line = strsep(&rest, "\n"));)
        lines[count++] = line;
    qsort(lines, (size_t)count, sizeof *lines, by_text);
    for (long i = 0; i < count; i++)
        add(&sorted, "%s\n", lines[i]);
    free(lines);
    free(all.words);
    return sorted.words;
}

/* Returns the call that asked, with MPI_ANY_SOURCE, for the next message of a rank, from index `at` on; NULL: there is
 * none. Sets `at` to the index after it, and who sent the message. */
static const struct call_made *next_wildcard(const struct run *run, int rank, long *at, int *from)
{
    for (; *at < run->history.count; ++*at) {
        const struct call_made *call = &run->history.calls[*at],
                               *post = &run->history.calls[call->asked];
        if (log_of(run, call)->rank != rank || post->event.source != ANY || call->event.from < 0)
            continue;
        *from = call->event.from;
        ++*at;
        return post;
    }
    return NULL;
}

/* The first wildcard of a rank that did not take the same message in the other run. */
static const struct call_made *differs(const struct run *low, const struct run *high, int rank)
{
    const struct call_made *one, *other;
    int from_one = 0, from_other = 0;
    long i = 0, k = 0;
    do {
        one = next_wildcard(low, rank, &i, &from_one);
        other = next_wildcard(high, rank, &k, &from_other);
    } while (one && other && from_one == from_other);
    return one; /* or where the other did not get so far */
}

void judge_order(struct findings *findings, const char *const directories[ORDERS],
                 const int statuses[ORDERS])
{
    struct run runs[ORDERS];
    char *answers[ORDERS];
    for (int i = 0; i < ORDERS; i++) {
        if (!read_run(&runs[i], directories[i], statuses[i]))
            return;
        answers[i] = answer_of(directories[i], findings->size);
    }
    if (strcmp(answers[0], answers[1]) != 0 || statuses[0] != statuses[1]) {
        withhold(findings, "whether the order of messages decides the answer: it differs from run "
                           "to run in any case");
        return;
    }
    for (int i = 2; i < ORDERS; i++) {
        if (strcmp(answers[0], answers[i]) == 0 && statuses[0] == statuses[i])
            continue;
        for (int r = 0; r < findings->size; r++) {
            const struct call_made *call = differs(&runs[0], &runs[i], r);
            if (call)
                find_call(findings, MESSAGE_RACE, log_of(&runs[0], call), &call->event,
                          statuses[i] == statuses[0]
                              ? "it took the message of any rank; when another one's came first, "
                                "the program printed something else"
                              : "it took the message of any rank; when another one's came first, "
                                "the program did not end well");
        }
        return;
    }
}
