/* The parts of the header of what the page reads (page_log.c), in JSON: each adds a member of the object. */
#ifndef DRAW_PAGE_HEADER_H
#define DRAW_PAGE_HEADER_H

#include "history/history.h"

/* Names that stand in the header once; the columns hold their indices. */
struct names {
    char **name;
    int count;
};

/* The unit of the times in the page, in seconds: fine enough for what can be seen of a run of that length. */
double unit_of(const struct history *history);
uint64_t in_units(const struct history *history, uint64_t ticks);

/* Adds a text as a string of JSON. */
void add_json(struct text *text, const char *words);

void add_lanes(struct text *text, const struct history *history);

/* The sources, by their paths, line by line. */
void add_sources(struct text *text, const struct names *files);

/* What the ranks have printed, whole lines as far as they came at once; of all of them together as much as
 * one may print. */
void add_prints(struct text *text, const struct history *history, const char *directory);

/* Adds the report of the watcher, and who waits for whom in the circle that it names. The report leaves out
 * the middle of a long circle. */
void add_verdict(struct text *text, const char *directory);

#endif
