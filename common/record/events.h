/* Putting completed calls into the file of their thread. */
#ifndef RECORD_EVENTS_H
#define RECORD_EVENTS_H

#include "record/recorder.h"

/* Puts an event into the file, or counts it as lost. */
BUILT_IN void keep(struct thread *thread, const struct event *event, bool found_nothing)
{
    struct thread_now *now = thread->now;
    bool fits = thread->left > 0 || more_room(thread);
    _Atomic uint64_t *count = fits ? &now->kept : &now->lost;
    struct event *there = fits ? &thread->events[EVENT_CHUNK - thread->left--] : NULL;
    thread->poll = found_nothing ? there : NULL;
    if (there)
        *there = *event;
    atomic_store_explicit(count, atomic_load_explicit(count, memory_order_relaxed) + 1,
                          memory_order_release);
}

/* Puts the latest completed call into the file, unless that is done. A look that found nothing, after one
 * of the same kind from the same place, is counted in that one. */
BUILT_IN void keep_held(struct thread *thread)
{
    const struct event *event = thread->held;
    struct event *before = thread->poll;
    if (!event)
        return;
    thread->held = NULL;
    if (event->repeats > 0 && before) {
        before->leave = event->leave;
        before->repeats = event->repeats;
    } else {
        keep(thread, event, thread->found_nothing);
    }
}

#endif
