/* Noting what is seen: see eyes.h. */
#include "eyes/parts.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { NOTES = 1 << 17 };

bool eyes_strict, eyes_sessions;
struct rank_log *eyes_log;
_Thread_local struct open_call eyes_call;
_Thread_local bool eyes_asking;
static int notes = -1;
static atomic_int noted;

void note(const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length <= 0 || notes < 0)
        length = 0;
    for (int i = 0; i < length - 1; i++)
        if (text[i] == '\n')
            text[i] = ' ';
    if (length > 0 && write(notes, text, (size_t)length) < 0)
        notes = -1;
    free(text);
}

bool fits_in(void)
{
    int count = atomic_fetch_add(&noted, 1);
    if (count == NOTES)
        note("full\n");
    return count < NOTES;
}

void eyes_open(struct rank_log *log, int file)
{
    eyes_log = log;
    notes = file;
    eyes_strict = getenv("TRACE_STRICT") != NULL;
}

void eyes_enter(const struct open_call *call)
{
    eyes_call = *call;
}

static void note_message(const char *way, const char *signature)
{
    if (signature && !eyes_call.persistent && fits_in())
        note("message\t%d.%llu\t%s\t%s\n", eyes_call.thread, (unsigned long long)eyes_call.serial,
             way, signature);
}

/* The data of a collective. Between two groups each side gives what the other takes: that is not looked at. */
static void look_at_collective(const struct given *g, struct parts *send, struct parts *receive)
{
    if (!eyes_call.comm || eyes_call.comm->others > 0)
        return;
    add_collective_parts(g, send, receive);
    if (send->count + receive->count > 0)
        note_collective(g, send, receive);
}

/* The data of a message. Who sends to nobody reads nothing; of MPI_Sendrecv each side is asked for by itself. */
static void look_at_message(const struct given *g, struct parts *send, struct parts *receive)
{
    enum kind kind = eyes_call.kind;
    bool two = kind == KIND_SENDRECV && !g->buf; /* buffers; MPI_Sendrecv_replace has one */
    struct part one = {g->buf, g->count, g->datatype};
    struct part out = two ? (struct part){g->sendbuf, g->sendcount, g->sendtype} : one;
    struct part in = two ? (struct part){g->recvbuf, g->recvcount, g->recvtype} : one;
    if (eyes_call.dest != MPI_PROC_NULL)
        add_part(send, out.at, 0, out.count, out.type);
    if (eyes_call.source != MPI_PROC_NULL || kind == KIND_MRECV)
        add_part(receive, in.at, 0, in.count, in.type);
}

static void look_at_data(const struct given *g)
{
    struct parts send = {0}, receive = {0};
    char *sent = NULL, *received = NULL;
    if (is_collective(eyes_call.kind)) {
        look_at_collective(g, &send, &receive);
    } else if (has_trait(eyes_call.kind, SENDS | TAKES)) {
        look_at_message(g, &send, &receive);
        sent = send.count ? signatures(&send) : NULL;
        received = receive.count ? signatures(&receive) : NULL;
        note_message("send", sent);
        note_message("receive", received);
        if (eyes_call.kind == KIND_RECV && eyes_call.source == MPI_ANY_SOURCE)
            note("wildcard\t%d.%llu\t%s\n", eyes_call.thread, (unsigned long long)eyes_call.serial,
                 g->ignored ? "ignored" : "kept");
    }
    for (int i = 0; i < send.count; i++)
        look_at_type(send.part[i].type, send.part[i].count);
    for (int i = 0; i < receive.count; i++)
        look_at_type(receive.part[i].type, receive.part[i].count);
    look_at_memory(&send, &receive, sent, received);
    free(send.part);
    free(receive.part);
}

void eyes_before(const struct given *given)
{
    eyes_asking = true;
    look_at_data(given);
    eyes_asking = false;
}
