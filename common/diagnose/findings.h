/* The mistakes that were found in the runs of a program. */
#ifndef DIAGNOSE_FINDINGS_H
#define DIAGNOSE_FINDINGS_H

#include "diagnose/catalogue.h"
#include "log/names.h"

struct finding {
    enum mistake mistake;
    bool could; /* it did no harm in this run */
    bool *ranks;
    char call[40]; /* empty: none */
    struct source_line line;
    struct text seen; /* without the ranks and the line */
    int first;        /* the rank that `seen` was said of */
    bool others;      /* ... and of others something else was to be said */
    int circle;       /* 0, or which: what closes a circle of waiting together is one mistake */
};

struct findings {
    int size, count; /* ranks; findings */
    struct finding *list;
    int withheld_count;
    char *withheld[16]; /* sentences: what was not judged, and why */
};

/* Adds a sentence on what is not judged, and why, unless it is there. */
void withhold(struct findings *findings, const char *what);

/* Whether a mistake was found; by a certain rank. */
bool has(const struct findings *findings, enum mistake mistake);
bool made_mistake(const struct findings *findings, enum mistake mistake, int rank);

/* Whether some ranks called another collective than others, or with other arguments. */
bool collectives_differ(const struct findings *findings);

/* Adds a mistake of a rank, to that of other ranks which made the same one on the same line. Copies `seen`. The result
 * is there until the next one is added. */
struct finding *find(struct findings *findings, enum mistake mistake, int rank, const char *call,
                     const struct source_line *line, const char *seen);

/* The same, at a place of the log (0: nowhere); at a call. */
struct finding *find_at(struct findings *findings, enum mistake mistake, const struct rank_log *log,
                        const char *call, uint64_t place, const char *seen);
struct finding *find_call(struct findings *findings, enum mistake mistake,
                          const struct rank_log *log, const struct event *event, const char *seen);

#endif
