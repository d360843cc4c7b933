/* The two halves of every wrapper, before and after the call of MPI: they note the call. In the wrappers of the calls that
 * are made most often they are inlined. There the kind is a constant, so the compiler keeps only what the call needs. */
#ifndef RECORD_CALL_H
#define RECORD_CALL_H

#include "record/events.h"
#include "record/messages.h"

/* Returns this thread if its call is to be noted; NULL if not. */
static struct thread *may_enter(const struct call *call, enum kind kind)
{
    if (!directory)
        return NULL;
    if (kind == KIND_INIT && !run)
        open_log();
    if (!run || run->phase > RUNNING || (!self && !new_thread()))
        return NULL;
    if (self->state == INSIDE) {
        /* MPI has called a function of the program, which calls MPI: in MPI_Finalize, or in a handler. */
        if (!has_trait(kind, BY_ITSELF))
            run->full = 1;
        struct comm *freed = call->freed ? find_comm(*call->freed) : NULL;
        if (freed)
            forget_comm(freed);
        if (kind == KIND_FREE_TYPE)
            forget_type(call->datatype);
        return NULL;
    }
    if (kind != KIND_ABORT)
        look_on_no_more();
    return self;
}

BUILT_IN void begin_event(struct thread *thread, struct event *event, const struct call *call,
                          uint64_t serial, void *address)
{
    event->leave = 0;
    event->serial = serial / 2 + 1;
    event->place = is_python ? python_place() : (uint64_t)(uintptr_t)address;
    event->comm = event->request = event->bytes = event->received = 0;
    event->dest = event->tag = event->source = event->recvtag = NOBODY;
    event->from = event->fromtag = event->root = NOBODY;
    event->count = call->n;
    event->result = 0;
    event->index = event->repeats = 0;
    event->call = (uint16_t)call->number;
    if (RARELY(thread->found_nothing) && thread->before->call == event->call &&
        thread->before->place == event->place)
        event->repeats = thread->before->repeats + 1; /* unless this one finds something */
    event->type = event->part = 0;
    event->thread = (uint8_t)thread->number;
}

BUILT_IN void note_receiving(struct thread *thread, struct event *event, const struct call *call)
{
    const struct lane *lane = lane_of(1, call->comm, call->source, call->roomtype);
    thread->comm = lane->comm;
    event->comm = lane->identity;
    event->source = lane->rank;
    event->recvtag = call->recvtag == MPI_ANY_TAG ? ANY : call->recvtag;
    event->type = lane->type;
    event->count = (int32_t)call->room;
    event->bytes = (uint64_t)call->room * lane->size;
}

BUILT_IN void note_sending(struct event *event, const struct call *call)
{
    const struct lane *lane = lane_of(0, call->comm, call->dest, call->type);
    event->comm = lane->identity;
    event->dest = lane->rank;
    event->tag = call->tag;
    event->type = lane->type;
    event->count = (int32_t)call->count;
    event->bytes = (uint64_t)call->count * lane->size;
    if (!call->persistent)
        count_sent(event->comm, event->dest, event->tag, event->bytes, event->place);
}

/* The message was taken out by a probe, so the call does not say again what it asks for. */
BUILT_IN void note_taking(struct event *event, const struct call *call)
{
    tie_message(call->message, false, event);
    event->count = (int32_t)call->room;
    event->type = (uint8_t)type_index(call->roomtype);
    event->bytes = (uint64_t)call->room * run->types[event->type].size;
}

BUILT_IN void note_collective(struct event *event, const struct call *call, enum kind kind,
                              struct comm *comm)
{
    event->comm = comm ? comm->identity : 0;
    event->count = (int32_t)call->count;
    event->operation = operation_index(call->op);
    if (call->count > 0) {
        event->type = (uint8_t)type_index(call->type);
        event->bytes = (uint64_t)call->count * run->types[event->type].size;
    }
    if (!comm)
        return;
    event->index = atomic_load(&comm->collectives) + 1;
    if (kind == KIND_FROM_ROOT || kind == KIND_TO_ROOT)
        event->root = comm->others ? UNKNOWN : world_rank(comm, call->root);
    comm->order[event->index % ORDER].place = event->place;
    comm->order[event->index % ORDER].root = event->root;
    comm->order[event->index % ORDER].call = event->call;
    atomic_store(&comm->collectives, event->index);
}

/* Returns whether the call is noted: then leave_here has to follow it. */
BUILT_IN bool enter_here(const struct call *call, enum kind kind, void *address)
{
    struct thread *thread = self;
    if (RARELY(!thread || thread->state != READY) && !(thread = may_enter(call, kind)))
        return false;
    thread->state = INSIDE;

    uint64_t serial = atomic_load_explicit(&thread->now->serial, memory_order_relaxed);
    struct event *event = thread->before;
    thread->before = thread->call;
    thread->call = event;

    /* Now the call before this one goes into the file, unless this one sends: then others may wait for it. */
    if (!has_trait(kind, SENDS))
        keep_held(thread);
    begin_event(thread, event, call, serial, address);
    if (is_collective(kind)) {
        struct comm *comm = find_comm(call->freed ? *call->freed : call->comm);
        note_collective(event, call, kind, comm);
        if (call->freed && comm)
            forget_comm(comm);
    }
    if (kind == KIND_MAKE) {
        const struct comm *comm = find_comm(call->comm);
        event->comm = comm ? comm->identity : 0;
    }
    if (has_trait(kind, ASKS))
        note_receiving(thread, event, call);
    if (has_trait(kind, SENDS))
        note_sending(event, call);
    if (kind == KIND_MRECV)
        note_taking(event, call);
    if (has_trait(kind, ON_REQUESTS)) {
        note_waits(thread, call, serial + 1);
        if ((kind == KIND_WAIT_ALL || kind == KIND_WAIT_ANY) && !all_known(thread, call))
            event->source = UNKNOWN;
        if (kind == KIND_START)
            start_requests(thread, event);
    }
    if (kind == KIND_ABORT) {
        run->status = call->root;
        atomic_store(&run->phase, ABORTED);
    }
    if (kind == KIND_FREE_TYPE)
        forget_type(call->datatype);
    LOOK(tell_eyes(call, kind, thread));
    event->enter = ticks();
    pause_at_random();
    atomic_store_explicit(&thread->now->serial, serial + 1, memory_order_release);
    pause_at_random();
    return true;
}

/* Notes the message that the call has found or got. */
BUILT_IN void note_message(struct thread *thread, struct event *event, const struct call *call,
                           enum kind kind)
{
    if ((kind != KIND_MRECV && event->source == NOBODY) || !call->status ||
        call->status->MPI_SOURCE == MPI_PROC_NULL)
        return;
    matched(event, kind == KIND_MRECV ? comm_of(run, event->comm) : thread->comm, call->status);
    if (kind == KIND_MRECV || (!has_trait(kind, TAKES) && !call->message))
        return; /* it was counted when it was taken out, or is still there */
    if (call->message && event->comm)
        tie_message(call->message, true, event);
    if (event->from >= 0)
        count_received(event->comm, event->from, event->fromtag);
}

/* Notes what a call has done that was successful; returns whether it was a look that found nothing. */
BUILT_IN bool note_success(struct thread *thread, struct event *event, const struct call *call,
                           enum kind kind, bool requests)
{
    bool found_nothing = false;
    if (requests && !has_trait(kind, ON_REQUESTS)) {
        if (event->request == 0) /* that of MPI_Imrecv has the number of its probe */
            event->request = next_request();
        add_request(call, kind, event);
    } else if (has_trait(kind, COMPLETES)) {
        found_nothing = note_completed(thread, call, event) == 0 && kind == KIND_TEST &&
                        !(call->flag && *call->flag);
    } else if (kind == KIND_TEST_MESSAGE && !*call->flag) {
        found_nothing = true;
    } else if (has_trait(kind, ASKS | TAKES)) {
        note_message(thread, event, call, kind);
    }
    if (kind == KIND_FREE_REQUEST)
        give_up_requests(thread);
    if (kind == KIND_START)
        keep_started(thread, event);
    if (kind == KIND_CANCEL)
        cancel_requests(thread);
    if (kind == KIND_COMMIT_TYPE)
        note_type(*call->datatype, NULL);
    if (call->newcomm)
        add_comm(*call->newcomm, call->number == CALL_MPI_Intercomm_create ? 0 : event->comm,
                 kind == KIND_MAKE ? mix(event->call, (uint64_t)call->tag) : event->call,
                 event->place);
    return found_nothing;
}

/* requests: whether the call has to do with requests. Returns `result`, that of MPI's call. */
BUILT_IN int leave_here(const struct call *call, enum kind kind, bool requests, int result)
{
    struct thread *thread = self;
    struct thread_now *now = thread->now;
    uint64_t serial = atomic_load_explicit(&now->serial, memory_order_relaxed);
    struct event *event = thread->call;
    event->leave = ticks();
    event->result = result;
    pause_at_random();
    atomic_store_explicit(&now->serial, serial + 1, memory_order_release);
    keep_held(thread);
    pause_at_random();

    if (kind == KIND_INIT && result == MPI_SUCCESS)
        after_init();
    if (result != MPI_SUCCESS && !has_trait(kind, BY_ITSELF) && kind != KIND_OTHER)
        run->full = 1; /* how much of it was done is not known */
    bool found_nothing = result == MPI_SUCCESS && note_success(thread, event, call, kind, requests);
    if (kind == KIND_FINALIZE)
        atomic_store(&run->phase, FINALIZED);

    if (!found_nothing)
        event->repeats = 0;
    thread->held = event;
    thread->found_nothing = found_nothing;
    if (kind == KIND_FINALIZE)
        keep_held(thread);
    thread->state = run->phase == RUNNING ? READY : UNSURE;
    return result;
}

#endif
