/* The words in a chart or a picture. */
#ifndef DRAW_LABELS_H
#define DRAW_LABELS_H

#include "history/history.h"

/* The title of a run: its program, ranks, calls and messages. */
void add_title(struct text *text, const struct history *history);

/* The name of a call without MPI_, how often it was made, and what it says: "Irecv from 1, tag 8". */
void add_short(struct text *text, const struct history *history, const struct call_made *call,
               long times);

/* The number by which a drawing names the communicator of a call: 0 for MPI_COMM_WORLD, 1 for MPI_COMM_SELF, 2 and
 * up as in history->comms; NOT_THERE if it is not known. */
int number_of_comm(const struct history *history, const struct call_made *call);

/* What a message carries: "tag 8: 3 MPI_INT", shorter for a larger `brevity` (0 to 3). */
void add_message(struct text *text, const struct history *history, long message, int brevity);

/* What a collective does: "Bcast, root 0, 4 MPI_INT", shorter for a larger `brevity` (0 to 3). */
void add_collective(struct text *text, const struct history *history, const struct call_made *call,
                    int brevity);

#endif
