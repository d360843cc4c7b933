#include "record/events.h"

#include <sys/mman.h>
#include <unistd.h>

bool more_room(struct thread *thread)
{
    uint64_t kept = atomic_load_explicit(&thread->now->kept, memory_order_relaxed);
    size_t bytes = EVENT_CHUNK * sizeof(struct event);
    if (kept == EVENTS || thread->file < 0)
        return false;
    if (thread->events)
        munmap(thread->events, bytes);
    thread->events = map_file(thread->file, kept * sizeof(struct event), bytes);
    if (!thread->events) {
        close(thread->file);
        thread->file = -1;
        return false;
    }
    thread->left = EVENT_CHUNK;
    return true;
}

void keep_part(struct thread *thread, const struct event *event)
{
    keep(thread, event, false);
}
