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
    } * heard; /* of each rank; NULL: all run on this machine, their logs are in the directory already */
};

/* Makes the files through which ranks 0 to size - 1 are asked and answer; false if that cannot be done. The memory
 * is kept until the program ends. Without this call `gathering`, all zeros, is that of one machine. */
bool begin_gathering(struct gathering *gathering, const char *directory, int size);

/* Whether the logs are carried here from several machines. What is said of a rank below is false if not. */
bool is_carried(const struct gathering *gathering);

/* Asks all ranks for their state as it is now. */
void ask(struct gathering *gathering);

/* Reads the answers that have come, into rank-R and its like. True once all have answered what was asked last, or
 * are silent: so what is in the directory is of a moment after the question. */
bool all_have_answered(struct gathering *gathering);

/* Once the launcher has ended: waits, for some seconds at most, until all ranks have told their ends. */
void hear_the_end(struct gathering *gathering);

/* Whether anything was heard of a rank; the rank went on while it answered; it has told its end; it has not answered
 * for ten seconds; it has not answered for so many looks, of 20 ms, at least. */
bool was_heard(const struct gathering *gathering, int rank);
bool is_moving(const struct gathering *gathering, int rank);
bool told_its_end(const struct gathering *gathering, int rank);
bool is_silent(const struct gathering *gathering, int rank);
bool is_silent_for(const struct gathering *gathering, int rank, int looks);

#endif
