/* The clocks of several machines, set by what went from one to the other: no message arrives before it was
 * sent, nobody leaves a collective before those have come whom it needs. */
#ifndef HISTORY_CLOCKS_H
#define HISTORY_CLOCKS_H

#include "history/history.h"

/* Finds the machines of a run, and sets the times of all calls to the clock of rank 0's: first by what the
 * machines say of the time, then moved as far as the messages want it. Each clock is believed to run evenly
 * for as long as a run takes. */
void set_clocks(struct history *history);

#endif
