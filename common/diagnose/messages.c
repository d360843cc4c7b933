/* Messages of the wrong type, and those that nobody receives. */
#include "diagnose/run.h"

#include "diagnose/signatures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The signature that was noted of a call; NULL: none. */
static const char *signature_of(const struct run *run, const struct call_made *call,
                                const char *way)
{
    char name[40];
    int rank = log_of(run, call)->rank;
    const struct event *event = &call->event;
    if (event->part)
        snprintf(name, sizeof name, "R.%llu", (unsigned long long)event->request);
    else
        name_event(name, sizeof name, event);
    const struct note *note = note_on(run, rank, "message", name, way);
    return note ? note->field[3] : NULL;
}

/* Whether a rank has cancelled something, or freed a receive that was not completed. */
static bool *who_gives_up(const struct run *run)
{
    bool *set = need(calloc((size_t)run->history.size, sizeof *set));
    for (long i = 0; i < run->history.count; i++)
        if (kind_of_call(run->history.calls[i].event.call) == KIND_CANCEL)
            set[log_of(run, &run->history.calls[i])->rank] = true;
    for (int r = 0; r < run->history.size; r++)
        for (int i = 0; run->logs[r] && i < REQUESTS; i++)
            set[r] |= run->logs[r]->requests[i].state == GIVEN_UP;
    return set;
}

void judge_types(const struct run *run, struct findings *findings)
{
    bool *gives_up = who_gives_up(run);
    for (long i = 0; i < run->history.messages_count; i++) {
        const struct message *message = &run->history.messages[i];
        if (message->recv == NOT_THERE)
            continue;
        const struct call_made *send = &run->history.calls[message->send],
                               *recv = &run->history.calls[message->recv],
                               *post = &run->history.calls[message->post];
        const char *sent = signature_of(run, send, "send"),
                   *received = signature_of(run, post, "receive");
        /* What a probe took out is matched by the probes, not by the receives; a receive that was freed or
         * cancelled may have taken one before. */
        if (kind_of_call(recv->event.call) == KIND_MRECV ||
            kind_of_call(post->event.call) == KIND_MRECV || gives_up[log_of(run, send)->rank] ||
            gives_up[log_of(run, recv)->rank])
            continue;
        if (!sent || !received || fits(sent, strlen(sent), received, strlen(received), false))
            continue;
        const struct rank_log *mine = log_of(run, post), *theirs = log_of(run, send);
        struct text seen = {0};
        add(&seen, "rank %d sent %s with %s (", theirs->rank, sent,
            name_of_call(theirs, send->event.call));
        add_place(&seen, theirs, send->event.place);
        add(&seen, "), and it was received as %s", received);
        find_call(findings, TYPE_MISMATCH, mine, &post->event, seen.words);
        free(seen.words);
    }
    free(gives_up);
}

/* Adds a receive of the same pair that fits except for its tag or its communicator. */
static void add_missed(struct text *text, const struct run *run, const struct call_made *send)
{
    for (long i = 0; i < run->history.count; i++) {
        const struct call_made *call = &run->history.calls[i];
        const struct event *event = &call->event;
        const struct rank_log *log = log_of(run, call);
        enum kind kind = kind_of_call(event->call);
        if (log->rank != send->event.dest || event->source != log_of(run, send)->rank ||
            (kind != KIND_RECV && kind != KIND_SENDRECV))
            continue;
        bool comm = event->comm == send->event.comm;
        bool tag = tag_fits(event->recvtag, send->event.tag);
        if (comm == tag)
            continue;
        add(text, "; rank %d received from rank %d ", log->rank, event->source);
        if (comm)
            add(text, "with tag %d (", event->recvtag);
        else
            add(text, "on another communicator (");
        add_place(text, log, event->place);
        add(text, ")");
        return;
    }
}

void judge_unreceived(const struct run *run, struct findings *findings)
{
    for (long i = 0; i < run->history.messages_count; i++) {
        const struct message *message = &run->history.messages[i];
        const struct call_made *send = &run->history.calls[message->send];
        const struct rank_log *log = log_of(run, send);
        if (!message->left)
            continue;
        struct text seen = {0};
        add(&seen, "the message to rank %d with tag %d (", send->event.dest, send->event.tag);
        add_bytes(&seen, send->event.bytes);
        add(&seen, ") was never received");
        add_missed(&seen, run, send);
        find_call(findings, NEVER_RECEIVED, log, &send->event, seen.words);
        free(seen.words);
    }
}
