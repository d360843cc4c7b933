#include "record/messages.h"

_Thread_local struct lane lanes[2];
_Thread_local struct route latest_received, latest_sent;

void find_lane(struct lane *lane, MPI_Comm handle, int rank, MPI_Datatype type)
{
    uint32_t now = atomic_load(&changes);
    const struct comm *comm = find_comm(handle);
    int index = type_index(type);
    *lane = (struct lane){handle,
                          type,
                          rank,
                          now,
                          comm,
                          comm ? comm->identity : 0,
                          run->types[index].size,
                          world_rank(comm, rank),
                          (uint8_t)index};
}

/* Several keys may share a slot: then what is counted there is not of one alone. */
static _Atomic uint32_t *take_slot(bool sending, uint64_t comm, int32_t other, int32_t tag)
{
    int32_t from = sending ? run->rank : other, to = sending ? other : run->rank;
    uint32_t slot = slot_of(comm, from, to, tag);
    uint64_t key = key_of(comm, from, to, tag), none = 0;
    _Atomic uint64_t *keys = sending ? run->sent_key : run->received_key;
    if (!atomic_compare_exchange_strong(&keys[slot], &none, key) && none != key)
        atomic_store(&keys[slot], SHARED);
    return sending ? &run->sent[slot] : &run->received[slot];
}

void find_route(struct route *route, uint64_t comm, int32_t other, int32_t tag, bool sending)
{
    *route = (struct route){comm, other, tag, take_slot(sending, comm, other, tag),
                            take_slot(sending, comm, other, ANY)};
}

void tie_message(const MPI_Message *message, bool probed, struct event *event)
{
    enum { SEVERAL = 64 };
    static struct {
        uint64_t handle, comm, number;
    } messages[SEVERAL];
    uint64_t handle = (uint64_t)(uintptr_t)*message;
    lock();
    for (int i = 0; i < SEVERAL; i++) {
        if (messages[i].handle != (probed ? 0 : handle))
            continue;
        if (probed) {
            messages[i].comm = event->comm;
            messages[i].number = event->request = next_request();
        }
        messages[i].handle = probed ? handle : 0;
        event->comm = messages[i].comm;
        event->request = messages[i].number;
        break;
    }
    unlock();
}
