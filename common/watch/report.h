/* The report on a deadlock, in words. */
#ifndef WATCH_REPORT_H
#define WATCH_REPORT_H

#include "watch/reason.h"

/* Adds the report on the nodes that are not free. */
void add_report(struct text *text, const struct graph *graph);

/* Adds lines that say where to look: at most three. circle: `length` ranks that wait for each other, each for the
 * next one. knot: if there is no circle, whether the ranks wait for each other all the same. */
void add_hints(struct text *text, const struct graph *graph, const int *circle, int length,
               bool knot);

#endif
