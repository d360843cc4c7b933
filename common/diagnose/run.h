/* What a run says: its calls, read back, and the notes of its ranks (eyes/eyes.h). */
#ifndef DIAGNOSE_RUN_H
#define DIAGNOSE_RUN_H

#include "diagnose/findings.h"
#include "diagnose/judge.h"
#include "history/history.h"

/* A line of rank-R.notes, in its fields. */
struct note {
    int rank, fields;
    char *field[12];
};

struct run {
    struct history history;
    const struct rank_log **logs;
    const char *directory;
    long count;
    struct note *notes, **index; /* index: by_note */
    int status;
    bool notes_full;
};

/* Reads the run in a directory that ended with a status of scripts/run; false: there is none. */
bool read_run(struct run *run, const char *directory, int status);

/* Whether a note is of a sort, and has at least so many fields. */
bool is_note(const struct note *note, const char *sort, int fields);

/* The note of a sort on a call, as name_event names it; of a message, that of its way. NULL: there is none. */
const struct note *note_on(const struct run *run, int rank, const char *sort, const char *call,
                           const char *way);
void name_event(char *name, size_t room, const struct event *event);
const struct call_made *call_named(const struct run *run, int rank, const char *name);
uint64_t place_in(const char *field);

const struct rank_log *log_of(const struct run *run, const struct call_made *call);

/* Whether a rank has called MPI_Finalize, so that it sends and receives nothing more. It need not have returned: MPICH
 * 4.2.1 (2026-11-29) ends a program there if a message was never received. */
bool is_finalized(const struct run *run, int rank);
bool all_finalized(const struct run *run);

/* --- the families of mistakes: each adds those that it finds in a run --- */

void judge_collectives(const struct run *run, struct findings *findings); /* collectives.c */

void judge_types(const struct run *run, struct findings *findings); /* messages.c */
void judge_unreceived(const struct run *run, struct findings *findings);

void judge_left(const struct run *run, struct findings *findings, int rank); /* left.c */
void judge_never_started(const struct run *run, struct findings *findings);

void judge_outside(const struct run *run, struct findings *findings); /* errors.c */
void judge_errors(const struct run *run, struct findings *findings);

void judge_end(const struct run *run, struct findings *findings); /* ends.c */

void judge_stuck(const struct run *run, struct findings *findings, enum way way); /* stuck.c */

void judge_memory(const struct run *run, struct findings *findings); /* memory.c */

#endif
