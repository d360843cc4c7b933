/* Calls that MPI refused, and those outside MPI_Init and MPI_Finalize. */
#include "diagnose/run.h"

#include <mpi.h>
#include <stdlib.h>
#include <string.h>

void judge_outside(const struct run *run, struct findings *findings)
{
    for (long i = 0; i < run->count; i++) {
        const struct note *note = &run->notes[i];
        if (!is_note(note, "outside", 4))
            continue;
        bool after = strcmp(note->field[1], "after") == 0;
        find_at(findings, after ? AFTER_FINALIZE : BEFORE_INIT, run->logs[note->rank],
                note->field[2], place_in(note->field[3]),
                after ? "it was called after MPI_Finalize" : "it was called before MPI_Init");
    }
}

/* Returns the first send to a rank that nobody has received, that a receive asks for and that has more than `room`
 * bytes; NULL if there is none. */
static const struct call_made *too_long(const struct run *run, int rank, struct envelope asked,
                                        uint64_t room)
{
    for (long m = 0; m < run->history.messages_count; m++) {
        const struct message *message = &run->history.messages[m];
        const struct call_made *send = &run->history.calls[message->send];
        const struct event *event = &send->event;
        if (message->recv == NOT_THERE && event->dest == rank && event->bytes > room &&
            takes(asked, (struct envelope){event->comm, log_of(run, send)->rank, event->tag}))
            return send;
    }
    return NULL;
}

/* Returns the oldest open receive of a rank that is too small for a message already sent to it, and stores that send in
 * *send; NULL if there is none. */
static const struct request *too_small(const struct run *run, int rank,
                                       const struct call_made **send)
{
    const struct request *found = NULL;
    for (int i = 0; i < REQUESTS; i++) {
        const struct request *request = &run->logs[rank]->requests[i];
        if (request->kind != KIND_RECV || request->state != ACTIVE ||
            (found && request->number > found->number))
            continue;
        const struct call_made *longer = too_long(run, rank, asked_by(request), request->bytes);
        if (longer) {
            found = request;
            *send = longer;
        }
    }
    return found;
}

static void tell_truncated(const struct run *run, struct findings *findings,
                           const struct note *note)
{
    const struct rank_log *log = run->logs[note->rank];
    const struct call_made *send = NULL;
    struct event call;
    uint64_t serial;
    struct text seen = {0};
    latest_call(log, 0, &call, &serial);
    const struct request *request = too_small(run, note->rank, &send);
    enum kind kind = kind_of_call(call.call);
    add(&seen, "it has room for ");
    if ((kind == KIND_WAIT_ALL || kind == KIND_WAIT_ANY || kind == KIND_TEST) && request) {
        struct event asked = {.call = request->call, .place = request->place};
        add_bytes(&seen, request->bytes);
        add(&seen, ", and rank %d sent ", log_of(run, send)->rank);
        add_bytes(&seen, send->event.bytes);
        add(&seen, "; the error came in %s (", note->field[1]);
        add_place(&seen, log, place_in(note->field[2]));
        add(&seen, ")");
        find_call(findings, TRUNCATED, log, &asked, seen.words);
    } else {
        add_bytes(&seen, call.bytes);
        send = too_long(run, note->rank, (struct envelope){call.comm, call.source, call.recvtag},
                        call.bytes);
        if (send) {
            add(&seen, ", and rank %d sent ", log_of(run, send)->rank);
            add_bytes(&seen, send->event.bytes);
            add(&seen, " (");
            add_place(&seen, log_of(run, send), send->event.place);
            add(&seen, ")");
        }
        find_at(findings, TRUNCATED, log, note->field[1], place_in(note->field[2]), seen.words);
    }
    free(seen.words);
}

/* Tells what MPI refused, by the class of the error and the arguments of the call (see eyes/eyes.h). */
static void tell_refused(const struct run *run, struct findings *findings, const struct note *note)
{
    const char *class = note->field[3];
    int dest = atoi(note->field[4]), source = atoi(note->field[5]), tag = atoi(note->field[6]),
        root = atoi(note->field[8]), size = atoi(note->field[9]);
    long long count = atoll(note->field[7]);
    struct text seen = {0};
    if (size < 0 && (strcmp(class, "rank") == 0 || strcmp(class, "root") == 0)) {
        add(&seen, "there is no such rank");
    } else if (strcmp(class, "rank") == 0) {
        bool dest_is_there = dest == MPI_PROC_NULL || (dest >= 0 && dest < size);
        add(&seen, "there is no rank %d in its communicator, which has the ranks 0 to %d",
            dest_is_there ? source : dest, size - 1);
    } else if (strcmp(class, "root") == 0) {
        add(&seen, "there is no root %d in its communicator, which has the ranks 0 to %d", root,
            size - 1);
    } else if (strcmp(class, "tag") == 0) {
        add(&seen, "%d is no tag: a tag is not negative, and at most MPI_TAG_UB", tag);
    } else if (strcmp(class, "count") == 0) {
        add(&seen, "%lld is no count", count);
    } else if (strcmp(class, "type") == 0) {
        add(&seen, "the datatype is none, or one that was freed or not committed");
    } else if (strcmp(class, "communicator") == 0) {
        add(&seen, "the communicator is none, or one that was freed");
    } else if (strcmp(class, "operation") == 0) {
        add(&seen, "the operation is none, or none for this datatype");
    } else if (strcmp(class, "buffer") == 0 && strstr(note->field[1], "send")) {
        add(&seen, "the buffer is none, or has no room for the message");
    } else if (strcmp(class, "buffer") == 0) {
        add(&seen, "the buffer is none where one is needed, or the same for what is sent and what "
                   "is received");
    } else if (strcmp(class, "request") == 0) {
        add(&seen, "the request is none, or one that was freed");
    } else {
        add(&seen, "MPI gives an error of its class \"%s\"", class);
    }
    add(&seen, ". MPI says: %s", note->field[10]);
    find_at(findings, BAD_ARGUMENT, run->logs[note->rank], note->field[1], place_in(note->field[2]),
            seen.words);
    free(seen.words);
}

void judge_errors(const struct run *run, struct findings *findings)
{
    for (long i = 0; i < run->count; i++) {
        const struct note *note = &run->notes[i];
        const struct rank_log *log = run->logs[note->rank];
        if (!is_note(note, "uncommitted", 4))
            continue;
        const struct call_made *call = call_named(run, note->rank, note->field[1]);
        struct text seen = {0};
        if (!call)
            continue;
        add(&seen, "the datatype that %s made (", note->field[2]);
        add_place(&seen, log, place_in(note->field[3]));
        add(&seen, ") was not committed");
        find_call(findings, NOT_COMMITTED, log, &call->event, seen.words);
        free(seen.words);
    }
    for (long i = 0; i < run->count; i++) {
        const struct note *note = &run->notes[i];
        const struct call_made *send;
        if (!is_note(note, "refused", 11) || collectives_differ(findings))
            continue;
        if (strcmp(note->field[3], "truncate") == 0 ||
            (strcmp(note->field[3], "in status") == 0 && too_small(run, note->rank, &send)))
            tell_truncated(run, findings, note);
        else if (!made_mistake(findings, NOT_COMMITTED, note->rank))
            tell_refused(run, findings, note);
    }
}
