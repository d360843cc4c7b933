/* Every mistake that a diagnosis can tell, for the report and for lessons/MISTAKES.md alike. */
#ifndef DIAGNOSE_CATALOGUE_H
#define DIAGNOSE_CATALOGUE_H

#include <stdbool.h>

/* In the order in which they matter: what comes first may be the cause of what comes later. */
enum mistake {
    BEFORE_INIT,
    AFTER_FINALIZE,
    COLLECTIVE_MISMATCH,
    ROOT_MISMATCH,
    OPERATION_MISMATCH,
    COUNT_MISMATCH,
    NOT_COMMITTED,
    TRUNCATED,
    BAD_ARGUMENT,
    CRASH,
    DEADLOCK,
    NEVER_SENT,
    MISSING_FROM_COLLECTIVE,
    TIMED_OUT,
    TYPE_MISMATCH,
    NEVER_RECEIVED,
    NO_FINALIZE,
    OVERRUN,
    UNDEFINED,
    BUFFER_IN_USE,
    UNSAFE_SEND,
    UNSAFE_COLLECTIVE,
    MESSAGE_RACE,
    REQUEST_NOT_COMPLETED,
    PERSISTENT_NOT_STARTED,
    PERSISTENT_NOT_FREED,
    BUFFER_NOT_DETACHED,
    COMMUNICATOR_NOT_FREED,
    GROUP_NOT_FREED,
    DATATYPE_NOT_FREED,
    OPERATION_NOT_FREED,
    WINDOW_NOT_FREED,
    MISTAKES
};

struct entry {
    const char *name;   /* as in lessons/mistakes/NAME.c */
    const char *title;  /* what it is called in a report */
    bool could;         /* nothing went wrong in the run, but it could */
    const char *why;    /* it is wrong */
    const char *source; /* where the standard says so */
    const char *change; /* what to do */
    const char *lesson; /* the topic of the lesson that teaches it; NULL: none does yet */
};

extern const struct entry catalogue[MISTAKES];

#endif
