/* What MPI's calls do, as far as waiting goes: said once, for all rooms. calls.table gives each call its kind. */
#ifndef MPI_KINDS_H
#define MPI_KINDS_H

#include <stdbool.h>

enum kind {
    KIND_OTHER, /* not understood: it may wait for anything */
    KIND_SEND,  /* may wait for its receive, or not: the standard leaves it open (MPI 4.0, 3.4) */
    KIND_SSEND, /* waits until its receive has begun */
    KIND_BSEND, /* waits for nobody */
    KIND_RECV,
    KIND_MRECV, /* its message was taken by a probe already */
    KIND_PROBE,
    KIND_SENDRECV,
    KIND_WAIT_ALL,
    KIND_WAIT_ANY,
    KIND_TEST, /* never waits: a program calls it in a loop */
    KIND_TEST_MESSAGE,
    KIND_START,
    KIND_FREE_REQUEST,
    KIND_CANCEL,
    KIND_ALL,       /* collective: nobody leaves before all have come */
    KIND_FROM_ROOT, /* collective: the others need the root */
    KIND_TO_ROOT,   /* collective: the root needs the others */
    KIND_SCAN,      /* collective: each needs those before it */
    KIND_LOOSE,     /* collective, but it may be done without the others */
    KIND_MAKE,      /* makes a communicator, but not by a collective of all its members */
    KIND_COMMIT_TYPE,
    KIND_FREE_TYPE,
    KIND_INIT,
    KIND_FINALIZE,
    KIND_ABORT,
    KINDS
};

/* What several kinds have in common. */
enum trait {
    SENDS = 1, /* a message, to a destination with a tag */
    ASKS = 2,  /* for a message, by a source and a tag */
    TAKES = 4, /* a message, so that nobody else can have it */
    ON_REQUESTS =
        8, /* is given requests; in a call of any other kind a request is one that it makes */
    COMPLETES = 16, /* requests */
    COLLECTIVE = 32,
    BY_ITSELF = 64 /* concerns this rank alone, or the beginning and the end of MPI */
};

static const unsigned char traits_of[KINDS] = {
    [KIND_SEND] = SENDS,
    [KIND_SSEND] = SENDS,
    [KIND_BSEND] = SENDS,
    [KIND_RECV] = ASKS | TAKES,
    [KIND_MRECV] = TAKES,
    [KIND_PROBE] = ASKS,
    [KIND_SENDRECV] = SENDS | ASKS | TAKES,
    [KIND_WAIT_ALL] = ON_REQUESTS | COMPLETES,
    [KIND_WAIT_ANY] = ON_REQUESTS | COMPLETES,
    [KIND_TEST] = ON_REQUESTS | COMPLETES,
    [KIND_TEST_MESSAGE] = ASKS,
    [KIND_START] = ON_REQUESTS,
    [KIND_FREE_REQUEST] = ON_REQUESTS,
    [KIND_CANCEL] = ON_REQUESTS,
    [KIND_ALL] = COLLECTIVE,
    [KIND_FROM_ROOT] = COLLECTIVE,
    [KIND_TO_ROOT] = COLLECTIVE,
    [KIND_SCAN] = COLLECTIVE,
    [KIND_LOOSE] = COLLECTIVE,
    [KIND_COMMIT_TYPE] = BY_ITSELF,
    [KIND_FREE_TYPE] = BY_ITSELF,
    [KIND_INIT] = BY_ITSELF,
    [KIND_FINALIZE] = BY_ITSELF,
    [KIND_ABORT] = BY_ITSELF,
};

static inline bool has_trait(enum kind kind, unsigned traits)
{
    return (traits_of[kind] & traits) != 0;
}

static inline bool is_collective(enum kind kind)
{
    return has_trait(kind, COLLECTIVE);
}

/* --- who needs whom in a collective; `root`: whether the rank is its root --- */

/* Whether some other member cannot leave before this one has come. */
static inline bool is_needed(enum kind kind, bool root)
{
    return kind != KIND_FROM_ROOT || root;
}

/* Whether this one cannot leave before some other member has come. */
static inline bool needs_others(enum kind kind, bool root)
{
    return kind == KIND_TO_ROOT ? root : kind != KIND_FROM_ROOT || !root;
}

/* Whether a member cannot leave before a certain other one has come, which may have a lower rank: `before`. */
static inline bool needs(enum kind kind, bool root, bool other_root, bool before)
{
    if (kind == KIND_SCAN)
        return before;
    return kind != KIND_LOOSE && needs_others(kind, root) && is_needed(kind, other_root);
}

#endif
