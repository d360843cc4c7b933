/* The steps in which a run is read back, each after those before it: history.c calls them. */
#ifndef HISTORY_PARTS_H
#define HISTORY_PARTS_H

#include "history/history.h"

/* Reads the calls of all threads of all ranks. False if there is no log of rank 0. */
bool read_calls(struct history *history, const char *directory);

/* Finds which send went to which receive. */
void match(struct history *history);

/* Puts the calls of each collective together. */
void find_meetings(struct history *history);

/* Finds the machines of a run, and sets the times of all calls to the clock of rank 0's: first by what the machines
 * say of the time, then moved as far as the messages and collectives want it: no message arrives before it was sent,
 * nobody leaves a collective before those have come whom it needs. Each clock is believed to run evenly for as long
 * as a run takes. */
void set_clocks(struct history *history);

/* Sets the logical times, and who waited. */
void order(struct history *history);

#endif
