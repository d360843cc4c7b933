/* A run in the format Paje, which ViTE and PajeNG read: a container for each thread, its calls as states, the
 * messages as links. */
#include "draw/draw.h"

#include <stdio.h>
#include <stdlib.h>

enum { BEGINS, ENDS, GOES, COMES };

struct moment {
    uint64_t time;
    int what;
    long which; /* a call; of GOES and COMES a message */
};

/* At one time calls in the order of their thread, each with its end after its beginning; then messages. */
static int by_time(const void *one, const void *other)
{
    const struct moment *a = one, *b = other;
    if (a->time != b->time)
        return a->time < b->time ? -1 : 1;
    if ((a->what >= GOES) != (b->what >= GOES))
        return a->what >= GOES ? 1 : -1;
    if (a->which != b->which)
        return a->which < b->which ? -1 : 1;
    return a->what - b->what;
}

static void print_definitions(void)
{
    static const struct {
        const char *name, *fields;
    } events[] = {
        {"PajeDefineContainerType", "Alias string|Type string|Name string"},
        {"PajeDefineStateType", "Alias string|Type string|Name string"},
        {"PajeDefineLinkType",
         "Alias string|Type string|StartContainerType string|EndContainerType string|Name string"},
        {"PajeCreateContainer", "Time date|Alias string|Type string|Container string|Name string"},
        {"PajeDestroyContainer", "Time date|Type string|Name string"},
        {"PajePushState", "Time date|Type string|Container string|Value string"},
        {"PajePopState", "Time date|Type string|Container string"},
        {"PajeStartLink",
         "Time date|Type string|Container string|StartContainer string|Value string|Key string"},
        {"PajeEndLink",
         "Time date|Type string|Container string|EndContainer string|Value string|Key string"}};
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        printf("%%EventDef %s %zu\n%%   ", events[i].name, i);
        for (const char *c = events[i].fields; *c; c++) {
            if (*c == '|')
                printf("\n%%   ");
            else
                putchar(*c);
        }
        puts("\n%EndEventDef");
    }
    puts("0 Run 0 \"run\"\n0 Thread Run \"thread\"\n1 Call Thread \"MPI call\"\n"
         "2 Message Run Thread Thread \"message\"\n3 0 run Run 0 \"run\"");
}

static void print_moment(const struct history *history, const struct moment *moment)
{
    double time = since_start(history, moment->time);
    const struct message *message = &history->messages[moment->which];
    const struct call_made *call = &history->calls[moment->which];
    if (moment->what == GOES)
        call = &history->calls[message->send];
    if (moment->what == COMES)
        call = &history->calls[message->recv];
    const struct lane *lane = &history->lanes[call->lane];
    switch (moment->what) {
    case BEGINS:
        printf("5 %.9f Call lane%d \"%s\"\n", time, call->lane,
               name_of_call(lane->log, call->event.call));
        break;
    case ENDS:
        printf("6 %.9f Call lane%d\n", time, call->lane);
        break;
    case GOES:
        printf("7 %.9f Message run lane%d \"tag %d\" %ld\n", time, call->lane, call->event.tag,
               moment->which);
        break;
    default:
        printf("8 %.9f Message run lane%d \"tag %d\" %ld\n", time, call->lane,
               history->calls[message->send].event.tag, moment->which);
    }
}

void write_paje(const struct history *history)
{
    size_t room = 2 * (size_t)history->count + 2 * (size_t)history->messages_count + 1, count = 0;
    struct moment *moments = need(calloc(room, sizeof *moments));
    double end = since_start(history, history->end);
    for (long i = 0; i < history->count; i++) {
        const struct event *event = &history->calls[i].event;
        if (event->part)
            continue;
        moments[count++] = (struct moment){event->enter, BEGINS, i};
        moments[count++] = (struct moment){event->leave, ENDS, i};
    }
    for (long i = 0; i < history->messages_count; i++) {
        const struct message *message = &history->messages[i];
        if (message->recv == NOT_THERE)
            continue;
        moments[count++] = (struct moment){history->calls[message->send].event.enter, GOES, i};
        moments[count++] = (struct moment){history->calls[message->recv].event.leave, COMES, i};
    }
    qsort(moments, count, sizeof *moments, by_time);
    print_definitions();
    for (int l = 0; l < history->lanes_count; l++) {
        const struct lane *lane = &history->lanes[l];
        char name[32];
        name_lane(lane, name);
        printf("3 0 lane%d Thread run \"%s%s%s\"\n", l, name,
               history->machines_count > 1 ? " on " : "",
               history->machines_count > 1 ? history->machines[lane->machine].name : "");
    }
    for (size_t i = 0; i < count; i++)
        print_moment(history, &moments[i]);
    for (int l = 0; l < history->lanes_count; l++)
        printf("4 %.9f Thread lane%d\n", end, l);
    printf("4 %.9f Run run\n", end);
    free(moments);
}
