/* How the log of a rank on another machine comes to the watcher: by files in the directory of the run, which all
 * machines share. They are opened anew each time, which is what makes a network's file system look again.
 *
 *   question    uint32_t: how often the watcher has asked; then, for each rank, the number of the latest
 *               of its answers that was read
 *   answer-R    struct answer, each followed by its parts: what has changed in the log of rank R
 *
 * A rank answers after it has seen the question. So once all have answered, each log is of a moment after the question.
 * A rank that is in the same call as at the question before has been in it all the time between. So what can be
 * concluded from logs on one machine can be concluded from these.
 *
 * An answer replaces those before it once the watcher has read them, otherwise it follows them. The last one comes
 * without a question. */
#ifndef MACHINES_CARRY_H
#define MACHINES_CARRY_H

#include "log/log.h"

#include <string.h>

struct answer {
    uint32_t number;   /* counts those of a rank, from 1 */
    uint32_t question; /* the latest that was seen */
    uint32_t moving;   /* the rank went on meanwhile: this is not its state at one moment */
    uint32_t ended;    /* the process is at its end, or has gone */
    uint64_t bytes;    /* of the parts that follow */
    uint64_t sum; /* of them: over a network the size of a file may come before what is in it */
};

/* Bytes of the file rank-R followed by `suffix`. */
struct part {
    char suffix[8];
    uint64_t offset, bytes;
};

static inline uint64_t sum_of(const char *bytes, size_t length)
{
    uint64_t sum = length, word = 0;
    for (size_t at = 0; at < length; at += sizeof word) {
        memcpy(&word, bytes + at, length - at < sizeof word ? length - at : sizeof word);
        sum = mix(sum, word);
    }
    return sum;
}

/* The variable with the number of the socket through which the recorder hands the files of its log, which are in
 * memory, to the process beside it: it sends the suffix, ended by a zero, with the file. A message without a file says
 * that the rank is about to end; the rank then waits for one byte, which says that its last state was carried. */
#define CARRIER "TRACE_CARRIER"

#endif
