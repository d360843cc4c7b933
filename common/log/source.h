/* Places in the log, as lines of source. */
#ifndef LOG_SOURCE_H
#define LOG_SOURCE_H

#include "log/read.h"
#include "log/text.h"

struct source_line {
    char
        path[400]; /* of the source; of the program if it was compiled without -g; empty: unknown */
    int number;    /* 0: unknown */
};

/* Where a place is. The first question about each starts addr2line, which takes some milliseconds. The answer is
 * kept until the program ends, unless more than a thousand places are asked for. */
const struct source_line *line_of(const struct rank_log *log, uint64_t place);

/* What follows the last slash. */
const char *name_of_file(const char *path);

/* Adds where a place is, as file:line, or what is known of it. */
void add_place(struct text *text, const struct rank_log *log, uint64_t place);

#endif
