/* The parts of what the recorder notes for a diagnosis (eyes.h). */
#ifndef EYES_PARTS_H
#define EYES_PARTS_H

#include "eyes/eyes.h"

#pragma GCC visibility push(hidden)

extern struct rank_log *eyes_log;                /* of this rank */
extern _Thread_local struct open_call eyes_call; /* the one that this thread has open */

/* MPI is asked about what the program has given it. An error in that is not the program's. */
extern _Thread_local bool eyes_asking;

/* --- eyes.c --- */

/* Notes a line, or, once the disk is full, nothing. */
__attribute__((format(printf, 1, 2))) void note(const char *format, ...);

/* Whether one more of the notes that every call makes fits in; the first that does not is told. */
bool fits_in(void);

/* --- data.c: what a call reads and writes --- */

/* What one call reads or writes in one piece. */
struct part {
    const char *at;
    long long count;
    MPI_Datatype type;
};

/* What goes to each rank, or comes from each, of a collective; or what goes or comes at all. */
struct parts {
    int count;
    struct part *part;
};

/* Adds `count` items that begin `offset` bytes after an address. The caller frees parts->part. */
void add_part(struct parts *parts, const void *at, MPI_Aint offset, long long count,
              MPI_Datatype type);

/* Adds the data of the open call, a collective, as it stands at this rank; nothing if it is not known. */
void add_collective_parts(const struct given *given, struct parts *send, struct parts *receive);
void note_collective(const struct given *given, const struct parts *send,
                     const struct parts *receive);

/* Returns the signatures of all parts as a text, which the caller frees; NULL if there is no memory. */
char *signatures(const struct parts *parts);

/* --- objects.c --- */

/* Notes it if a type was made by the program and is not committed. */
void look_at_type(MPI_Datatype type, long long count);

/* --- memory.c: which memory a call reads and writes, for the sanitizers --- */

/* Notes what lies past the end of what the open call is given, and keeps what it needs if it starts a request. Takes
 * over the signatures, each of which may be NULL. */
void look_at_memory(const struct parts *send, const struct parts *receive, char *send_signature,
                    char *receive_signature);

#pragma GCC visibility pop

#endif
