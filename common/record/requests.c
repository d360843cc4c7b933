#include "record/messages.h"

#include <stdlib.h>

enum { CHAINS = 1024 };
static int16_t chain[CHAINS], next_of[REQUESTS], free_request; /* 1 more than the index; 0: none */
static int16_t unused = 1;
static _Atomic uint64_t numbers; /* requests so far */

static int16_t *chain_of(uint64_t handle)
{
    return &chain[mix(1, handle) % CHAINS];
}

/* A handle alone does not name a request: MPICH gives the same one for all sends that are done at
 * once. The variable that it stands in tells them apart. */
int find_request(const MPI_Request *variable, uint64_t serial, uint32_t thread)
{
    uint64_t handle = (uint64_t)(uintptr_t)*variable;
    int found = -1;
    for (int i = *chain_of(handle); i; i = next_of[i - 1]) {
        struct request *request = &run->requests[i - 1];
        bool taken = request->waiting == serial && request->waiter == thread;
        if (request->handle != handle || taken)
            continue;
        found = i - 1; /* the oldest stands last */
        if (request->address == (uint64_t)(uintptr_t)variable)
            break;
    }
    return found;
}

void add_request(const struct call *call, enum kind kind, const struct event *event)
{
    int at = 0;
    lock();
    if (free_request) {
        at = free_request;
        free_request = next_of[at - 1];
    } else if (unused <= REQUESTS) {
        at = unused++;
    }
    if (!at) {
        run->full = 1;
        unlock();
        return;
    }
    struct request *request = &run->requests[at - 1];
    bool receives = kind == KIND_RECV || kind == KIND_SENDRECV;
    request->call = (uint16_t)call->number;
    /* Of MPI_Isendrecv only the receiving half is noted: so the sending half accuses nobody. */
    request->kind = (uint8_t)(kind == KIND_SENDRECV ? KIND_RECV : kind);
    request->persistent = (uint8_t)call->persistent;
    request->cancelled = 0;
    request->type = event->type;
    request->handle = (uint64_t)(uintptr_t)*call->request;
    request->address = (uint64_t)(uintptr_t)call->request;
    request->number = event->request;
    request->comm = event->comm;
    request->place = event->place;
    request->bytes = event->bytes;
    request->waiting = 0;
    request->peer = receives ? event->source : event->dest;
    request->tag = receives ? event->recvtag : event->tag;
    request->root = event->root;
    request->count = event->count;
    request->index = event->index;
    next_of[at - 1] = *chain_of(request->handle);
    *chain_of(request->handle) = (int16_t)at;
    atomic_store_explicit(&request->state, call->persistent ? INACTIVE : ACTIVE,
                          memory_order_release);
    LOOK(eyes_request(at - 1));
    unlock();
}

static void remove_request(int at)
{
    struct request *request = &run->requests[at];
    lock();
    for (int16_t *link = chain_of(request->handle); *link; link = &next_of[*link - 1]) {
        if (*link == at + 1) {
            *link = next_of[at];
            break;
        }
    }
    atomic_store(&request->state, NO_REQUEST);
    next_of[at] = free_request;
    free_request = (int16_t)(at + 1);
    unlock();
}

uint64_t next_request(void)
{
    return ++numbers;
}

/* Notes in the event what the end of a request tells, and frees its entry, unless it is persistent. */
static void complete(int at, MPI_Status *status, struct event *event)
{
    struct request *request = &run->requests[at];
    int cancelled = 0;
    LOOK(eyes_ended(at));
    event->request = request->number;
    event->comm = request->comm;
    if (request->cancelled && status)
        PMPI_Test_cancelled(status, &cancelled);
    bool receives =
        request->kind == KIND_MRECV || (request->kind == KIND_RECV && request->peer != NOBODY);
    if (receives && status && !cancelled) {
        event->type = request->type;
        matched(event, comm_of(run, event->comm), status);
        if (request->kind == KIND_RECV && event->from >= 0)
            count_received(request->comm, event->from, event->fromtag);
    }
    if (request->persistent)
        atomic_store(&request->state, INACTIVE);
    else
        remove_request(at);
}

void note_waits(struct thread *thread, const struct call *call, uint64_t serial)
{
    thread->waits = 0;
    if (!call->request)
        return;
    if (call->n > thread->room) {
        free(thread->wait);
        thread->wait = malloc((size_t)call->n * sizeof *thread->wait);
        thread->room = thread->wait ? call->n : 0;
    }
    if (call->n > thread->room)
        return;
    lock();
    for (int i = 0; i < call->n; i++) {
        int at = call->request[i] == MPI_REQUEST_NULL
                     ? -2
                     : find_request(&call->request[i], serial, (uint32_t)thread->number);
        thread->wait[thread->waits++] = at;
        if (at >= 0) {
            run->requests[at].waiting = serial;
            run->requests[at].waiter = (uint32_t)thread->number;
        }
    }
    unlock();
}

/* Whether all requests of the call are known. If not, the watcher must not judge it. */
bool all_known(const struct thread *thread, const struct call *call)
{
    if (thread->waits < call->n)
        return false;
    for (int i = 0; i < thread->waits; i++)
        if (thread->wait[i] == -1)
            return false;
    return true;
}

void start_requests(struct thread *thread, const struct event *event)
{
    for (int i = 0; i < thread->waits; i++) {
        if (thread->wait[i] < 0)
            continue;
        struct request *request = &run->requests[thread->wait[i]];
        request->number = next_request();
        request->waiting = 0;
        request->cancelled = 0;
        if (has_trait(request->kind, SENDS))
            count_sent(request->comm, request->peer, request->tag, request->bytes, event->place);
        atomic_store(&request->state, ACTIVE);
        LOOK(eyes_started(thread->wait[i], request->number));
    }
}

/* Notes the requests that the call has completed, in its own event or, if there may be several, each in a part of its
 * own. Returns how many. */
int note_completed(struct thread *thread, const struct call *call, struct event *event)
{
    bool some = call->found != NULL;
    int n = call->n, done = 0;
    if (call->flag && !*call->flag)
        return 0;
    if (call->index)
        n = *call->index == MPI_UNDEFINED ? 0 : 1;
    else if (some)
        n = *call->found == MPI_UNDEFINED ? 0 : *call->found;
    for (int i = 0; i < n; i++) {
        int which = call->index ? *call->index : some ? call->indices[i] : i;
        int at = which < thread->waits ? thread->wait[which] : -1;
        if (at < 0 || atomic_load(&run->requests[at].state) != ACTIVE)
            continue;
        MPI_Status *status = call->status == MPI_STATUSES_IGNORE ? NULL : &call->status[i];
        if (call->n == 1 || call->index) {
            complete(at, status, event);
        } else {
            struct event part = *event;
            part.part = 1;
            part.repeats = 0;
            complete(at, status, &part);
            keep_part(thread, &part);
        }
        done++;
    }
    return done;
}

/* Notes each request that the call has started in a part of its own, as if it had been made there. */
void keep_started(struct thread *thread, const struct event *event)
{
    for (int i = 0; i < thread->waits; i++) {
        if (thread->wait[i] < 0)
            continue;
        struct event part = *event;
        const struct request *request = &run->requests[thread->wait[i]];
        bool receives = request->kind == KIND_RECV;
        part.part = 1;
        part.request = request->number;
        part.comm = request->comm;
        part.type = request->type;
        part.bytes = request->bytes;
        part.count = request->count;
        *(receives ? &part.source : &part.dest) = request->peer;
        *(receives ? &part.recvtag : &part.tag) = request->tag;
        keep_part(thread, &part);
    }
}

void give_up_requests(struct thread *thread)
{
    for (int i = 0; i < thread->waits; i++) {
        int at = thread->wait[i];
        if (at < 0)
            continue;
        LOOK(eyes_ended(at));
        if (run->requests[at].kind == KIND_RECV && run->requests[at].state == ACTIVE)
            run->requests[at].state = GIVEN_UP;
        else
            remove_request(at);
    }
}

void cancel_requests(struct thread *thread)
{
    for (int i = 0; i < thread->waits; i++)
        if (thread->wait[i] >= 0)
            run->requests[thread->wait[i]].cancelled = 1;
}
