#include "draw/labels.h"

#include <string.h>

static const char *without_prefix(const char *name)
{
    return strncmp(name, "MPI_", 4) == 0 ? name + 4 : name;
}

static void add_peer(struct text *text, const char *word, int32_t rank)
{
    if (rank >= 0)
        add(text, " %s %d", word, rank);
    else if (rank == ANY)
        add(text, " %s any", word);
}

void add_short(struct text *text, const struct history *history, const struct call_made *call,
               long times)
{
    const struct event *event = &call->event;
    const struct rank_log *log = history->lanes[call->lane].log;
    add(text, "%s", without_prefix(name_of_call(log, event->call)));
    if (times > 1)
        add(text, " x%ld", times);
    add_peer(text, "to", event->dest);
    if (event->dest >= 0 && event->tag >= 0)
        add(text, ", tag %d", event->tag);
    add_peer(text, "from", event->source);
    if (event->source >= ANY && event->recvtag >= 0)
        add(text, ", tag %d", event->recvtag);
    if (event->root >= 0)
        add(text, ", root %d", event->root);
}

static const char *name_of_type(const struct rank_log *log, const struct event *event)
{
    return event->type > 0 && event->type < TYPES ? log->types[event->type].name : "items";
}

int number_of_comm(const struct history *history, const struct call_made *call)
{
    const struct rank_log *log = history->lanes[call->lane].log;
    const struct comm *comm = comm_of(log, call->event.comm);
    int number = comm ? (int)(comm - log->comms) : NOT_THERE;
    if (number < 2)
        return number;
    for (number = 0; history->comms[number] != call->event.comm;)
        number++;
    return number + 2;
}

static void add_comm_number(struct text *text, const struct history *history,
                            const struct call_made *call)
{
    int number = number_of_comm(history, call);
    if (number > 0)
        add(text, ", comm %d", number);
}

void add_message(struct text *text, const struct history *history, long message, int brevity)
{
    const struct call_made *send = &history->calls[history->messages[message].send];
    const char *type = name_of_type(history->lanes[send->lane].log, &send->event);
    add(text, brevity < 3 ? "tag %d" : "%d", send->event.tag);
    if (brevity < 3)
        add_comm_number(text, history, send);
    if (brevity < 2)
        add(text, ": %d %s", send->event.count, brevity == 0 ? type : without_prefix(type));
}

void add_collective(struct text *text, const struct history *history, const struct call_made *call,
                    int brevity)
{
    const struct event *event = &call->event;
    const struct rank_log *log = history->lanes[call->lane].log;
    const char *type = name_of_type(log, event);
    add(text, "%s", without_prefix(name_of_call(log, event->call)));
    if (brevity < 3 && event->root >= 0)
        add(text, ", root %d", event->root);
    if (brevity < 3)
        add_comm_number(text, history, call);
    if (brevity < 2 && event->count > 0 && event->type > 0)
        add(text, ", %d %s", event->count, brevity == 0 ? type : without_prefix(type));
}

void add_title(struct text *text, const struct history *history)
{
    uint64_t lost = 0;
    for (int l = 0; l < history->lanes_count; l++)
        lost += history->lanes[l].lost;
    add(text, "%s: %d rank%s, %ld call%s, %ld message%s",
        name_of_file(history->lanes[0].log->program), history->size, history->size == 1 ? "" : "s",
        history->count, history->count == 1 ? "" : "s", history->messages_count,
        history->messages_count == 1 ? "" : "s");
    if (lost)
        add(text, " (%llu later calls were not kept)", (unsigned long long)lost);
}
