/* The ways to show a run; what draw.c can be asked for. */
#ifndef DRAW_DRAW_H
#define DRAW_DRAW_H

#include "history/history.h"

struct wish {
    int width;         /* of the terminal, in characters */
    bool ascii;        /* no characters beyond ASCII */
    bool colour;       /* escape codes for it */
    bool still;        /* leave out who waited, which differs from run to run */
    bool real;         /* by the clock, not in logical order */
    const bool *shown; /* which ranks get a column of their own; NULL: all */
    long from, most;   /* rows: the first one, from 1, and how many */
};

/* Each prints to stdout. False: the rows that are wished for are not there, which has been said. */
bool draw_chart(const struct history *history, const struct wish *wish);
void draw_picture(const struct history *history, const struct wish *wish); /* SVG */
void write_page_log(const struct history *history, const char *directory); /* what the page reads */
void write_page_times(const struct history *history);                      /* and reads later */
void write_paje(const struct history *history);

#endif
