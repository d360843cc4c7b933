/* A run laid out as a sequence chart: a column for each rank, and rows, down which logical time goes. What
 * may stand in one row does: a message is one level arrow unless what its ends do in between forbids it.
 * The terminal's chart and the picture are drawn from this. */
#ifndef DRAW_LAYOUT_H
#define DRAW_LAYOUT_H

#include "history/history.h"

enum what {
    LOCAL,    /* a call that concerns its own rank alone */
    MESSAGE,  /* sent and received, in one row */
    SENT,     /* its send alone: received in a later row, or never */
    ARRIVED,  /* its receive alone */
    TOGETHER, /* a collective, for those of its ranks that could be put into one row */
    STUCK     /* a call that never returned */
};

struct item {
    enum what what;
    long row, call, message; /* NOT_THERE: none */
    long times;              /* a test that was made so often in a row */
    int from, to;            /* columns; of a collective the leftmost and the rightmost */
    uint64_t time;           /* by the clock */
    long *calls, count;      /* of a collective: what each of its ranks called */
};

struct span { /* rows in which a column waits: before the one of its call */
    int column;
    long first, last;
};

struct layout {
    const struct history *history;
    int columns;    /* of lanes[]; with `folded`, the last column stands for all other lanes */
    int *lanes;     /* the lane of each column */
    int *column_of; /* of each lane */
    bool folded;
    long hidden; /* items that concern the folded lanes alone */
    long rows, count, waits_count;
    struct item *items;
    long *row_of_send; /* of each message */
    long *ended;       /* the row of MPI_Finalize of each column; `rows`: none */
    struct span *waits;
};

/* Lays out a run, in logical order, or by the clock. shown: which ranks get a column (NULL: all); at most `most`
 * columns, the others are folded into one. With `waits` it is told who waited: this differs from run to run,
 * the rest does where the program does. */
void lay_out(struct layout *layout, const struct history *history, const bool *shown, int most,
             bool real, bool waits);

/* Whether a column stands for all lanes that have none. */
bool is_others(const struct layout *layout, int column);

/* The machine on which the rank of a column ran. */
const char *machine_of(const struct layout *layout, int column);

#endif
