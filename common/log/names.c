#include "log/names.h"

#include <stdlib.h>
#include <string.h>

const char *name_of_call(const struct rank_log *log, int call)
{
    if (call >= OTHER_CALLS && call < OTHER_CALLS + NAMES)
        return log->names[call - OTHER_CALLS];
    return name_in_table(call) ? name_in_table(call) : "an unknown call";
}

void add_machines(struct text *text, const char *before, const struct rank_log *const *logs,
                  int count)
{
    bool *here = need(calloc((size_t)count, sizeof *here)), *told = need(calloc((size_t)count, 1));
    struct text line = {0};
    int machines = 0;
    for (int first = 0; first < count; first++) {
        if (!logs[first] || told[first])
            continue;
        for (int r = 0; r < count; r++) {
            here[r] = logs[r] && strcmp(logs[r]->host, logs[first]->host) == 0;
            told[r] |= here[r];
        }
        add(&line, machines++ == 0 ? "%s: rank " : "; %s: rank ", logs[first]->host);
        add_ranks(&line, here, count);
    }
    if (machines > 1)
        add(text, "%s%s\n", before, line.words);
    free(line.words);
    free(told);
    free(here);
}

void add_comm_name(struct text *text, const struct rank_log *log, uint64_t identity)
{
    const struct comm *comm = comm_of(log, identity);
    if (!comm) {
        add(text, " on an unknown communicator");
    } else if (comm->made) {
        add(text, " on the communicator of ");
        add_place(text, log, comm->made);
    } else if (comm == &log->comms[1]) {
        add(text, " on MPI_COMM_SELF");
    }
}

/* Adds a rank as the program names it, in its communicator, and its rank in MPI_COMM_WORLD if that differs. */
static void add_rank(struct text *text, const struct rank_log *log, const struct comm *comm,
                     int32_t rank)
{
    if (rank == ANY) {
        add(text, "any");
        return;
    }
    if (rank == NOBODY) {
        add(text, "none");
        return;
    }
    for (int i = 0; comm && i < members_of(comm); i++) {
        int given = i - (comm->others ? comm->size : 0);
        if (given < 0 || member(log, comm, i) != rank)
            continue;
        add(text, "%d", given);
        if (given != rank)
            add(text, " = rank %d", rank);
        return;
    }
    add(text, "?");
}

static void add_tag(struct text *text, int32_t tag)
{
    if (tag == ANY)
        add(text, ", any tag");
    else
        add(text, ", tag %d", tag);
}

static void add_request(struct text *text, const struct rank_log *log,
                        const struct request *request)
{
    const struct comm *comm = comm_of(log, request->comm);
    enum kind kind = request->kind;
    add(text, "%s ", name_of_call(log, request->call));
    if (has_trait(kind, SENDS | ASKS)) {
        add(text, has_trait(kind, ASKS) ? "source " : "dest ");
        add_rank(text, log, comm, request->peer);
        add_tag(text, request->tag);
        add(text, " ");
    }
    add(text, "of ");
    add_place(text, log, request->place);
}

void add_arguments(struct text *text, const struct rank_log *log, const struct event *call,
                   const bool *only)
{
    enum kind kind = kind_of_call(call->call);
    const struct comm *comm = comm_of(log, call->comm);
    const char *between = " (";
    if (call->dest != NOBODY) {
        add(text, "%sdest ", between);
        add_rank(text, log, comm, call->dest);
        add_tag(text, call->tag);
        between = ", ";
    }
    if (call->recvtag != NOBODY && call->source != UNKNOWN) {
        add(text, "%ssource ", between);
        add_rank(text, log, comm, call->source);
        add_tag(text, call->recvtag);
        between = ", ";
    }
    if (call->root != NOBODY && call->root != UNKNOWN) {
        add(text, "%sroot ", between);
        add_rank(text, log, comm, call->root);
        between = ", ";
    }
    if (kind == KIND_WAIT_ALL || kind == KIND_WAIT_ANY) {
        int open = 0;
        for (int i = 0; i < REQUESTS; i++) {
            const struct request *request = &log->requests[i];
            if (!waits_for(call, request) || (only && !only[i]))
                continue;
            if (open++ < 2) {
                add(text, "%s", between);
                add_request(text, log, request);
                between = "; ";
            }
        }
        if (open > 2)
            add(text, "; and %d more", open - 2);
    }
    if (between[0] != ' ')
        add(text, ")");
    if (call->comm)
        add_comm_name(text, log, call->comm);
}
