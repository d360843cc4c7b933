/* The logs of ranks on several machines, brought together in the directory of the run while it lasts: the
 * watcher's side of carry.h. */
#ifndef MACHINES_GATHER_H
#define MACHINES_GATHER_H

#include "log/read.h"

struct gathering {
    const char *directory;
    int size;
    uint32_t *question; /* as it is written */
    bool failed;        /* what came could not be written */
    struct heard {
        uint32_t number; /* of the latest answer, 0: nothing has been heard of this rank */
        uint32_t question;
        int looks; /* in vain for an answer to what was asked last, and not answered yet */
        bool moving, ended;
    } * heard; /* of each rank */
};

/* After so many looks in vain, each of which took a moment, a rank is silent. */
enum { SILENT = 500 };

/* Makes the files through which ranks 0 to size - 1 are asked and answer; false if that cannot be done. */
bool begin_gathering(struct gathering *gathering, const char *directory, int size);

/* Reads the answers that have come, into rank-R and its like. */
void gather(struct gathering *gathering);

/* Whether a rank has been heard of, has not ended, and has not answered what was asked last. */
bool owes_answer(const struct gathering *gathering, int rank);
bool is_silent(const struct gathering *gathering, int rank);

/* Asks all ranks for their state as it is now. */
void ask(struct gathering *gathering);

#endif
