#include "diagnose/findings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void withhold(struct findings *findings, const char *what)
{
    for (int i = 0; i < findings->withheld_count; i++)
        if (strcmp(findings->withheld[i], what) == 0)
            return;
    if (findings->withheld_count < 16)
        findings->withheld[findings->withheld_count++] = need(strdup(what));
}

bool has(const struct findings *findings, enum mistake mistake)
{
    for (int i = 0; i < findings->count; i++)
        if (findings->list[i].mistake == mistake)
            return true;
    return false;
}

struct finding *find(struct findings *findings, enum mistake mistake, int rank, const char *call,
                     const struct source_line *line, const char *seen)
{
    struct finding *finding = NULL;
    for (int i = 0; i < findings->count && !finding; i++) {
        struct finding *other = &findings->list[i];
        if (other->mistake == mistake && strcmp(other->call, call) == 0 &&
            strcmp(other->line.path, line->path) == 0 && other->line.number == line->number)
            finding = other;
    }
    if (finding) {
        finding->others |= strcmp(finding->seen.words, seen) != 0;
    } else {
        findings->list =
            need(realloc(findings->list, (size_t)(findings->count + 1) * sizeof *findings->list));
        finding = &findings->list[findings->count++];
        *finding = (struct finding){
            .mistake = mistake, .could = catalogue[mistake].could, .line = *line, .first = rank};
        finding->ranks = need(calloc((size_t)findings->size, sizeof(bool)));
        snprintf(finding->call, sizeof finding->call, "%s", call);
        add(&finding->seen, "%s", seen);
    }
    if (rank >= 0 && rank < findings->size)
        finding->ranks[rank] = true;
    return finding;
}

struct finding *find_at(struct findings *findings, enum mistake mistake, const struct rank_log *log,
                        const char *call, uint64_t place, const char *seen)
{
    static const struct source_line nowhere;
    return find(findings, mistake, log->rank, call, place ? line_of(log, place) : &nowhere, seen);
}

struct finding *find_call(struct findings *findings, enum mistake mistake,
                          const struct rank_log *log, const struct event *event, const char *seen)
{
    return find_at(findings, mistake, log, name_of_call(log, event->call), event->place, seen);
}

bool made_mistake(const struct findings *findings, enum mistake mistake, int rank)
{
    for (int i = 0; i < findings->count; i++)
        if (findings->list[i].mistake == mistake && findings->list[i].ranks[rank])
            return true;
    return false;
}

bool collectives_differ(const struct findings *findings)
{
    return has(findings, COLLECTIVE_MISMATCH) || has(findings, ROOT_MISMATCH) ||
           has(findings, OPERATION_MISMATCH) || has(findings, COUNT_MISMATCH);
}
