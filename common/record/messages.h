/* Counting messages: what was sent and received, by communicator, pair and tag. All of it is for the calls that are made
 * most often. */
#ifndef RECORD_MESSAGES_H
#define RECORD_MESSAGES_H

#include "record/recorder.h"

/* The rank in MPI_COMM_WORLD of a rank of the communicator (of the remote group, if there is one). */
BUILT_IN int32_t world_rank(const struct comm *comm, int rank)
{
    if (comm && !RARELY(comm->others) && (unsigned)rank < (unsigned)comm->size)
        return run->members[comm->group + (uint32_t)rank];
    if (rank == MPI_ANY_SOURCE)
        return ANY;
    if (rank == MPI_PROC_NULL || rank == MPI_ROOT)
        return NOBODY;
    if (!comm || rank < 0 || rank >= comm->others)
        return UNKNOWN;
    return run->members[comm->remote + (uint32_t)rank];
}

#pragma GCC visibility push(hidden)

/* What the arguments of a message say. Those of the latest one are kept, until a communicator or a
 * datatype is made or freed: most messages go where the one before went. */
struct lane {
    MPI_Comm handle;
    MPI_Datatype datatype;
    int asked;
    uint32_t changes;
    const struct comm *comm; /* from here on what it means */
    uint64_t identity, size;
    int32_t rank; /* in MPI_COMM_WORLD */
    uint8_t type;
};

extern _Thread_local struct lane lanes[2]; /* of sends, of receives */
void find_lane(struct lane *lane, MPI_Comm handle, int rank, MPI_Datatype type);

/* The slots of the latest key: most messages go where the one before went. */
struct route {
    uint64_t comm;
    int32_t other, tag;
    _Atomic uint32_t *slot, *any;
};

extern _Thread_local struct route latest_received, latest_sent;
void find_route(struct route *route, uint64_t comm, int32_t other, int32_t tag, bool sending);

/* Ties the receive of a message to the probe that has taken it out: the event of the probe gets a number, which is noted
 * under the handle of the message; the event of the receive (`probed` is false) gets that number and the communicator. */
void tie_message(const MPI_Message *message, bool probed, struct event *event);

#pragma GCC visibility pop

BUILT_IN const struct lane *lane_of(int which, MPI_Comm handle, int rank, MPI_Datatype type)
{
    struct lane *lane = &lanes[which];
    if (RARELY(lane->handle != handle || lane->asked != rank || lane->datatype != type ||
               lane->changes != atomic_load_explicit(&changes, memory_order_acquire)))
        find_lane(lane, handle, rank, type);
    return lane;
}

/* One more; without a lock, which would cost as much as the rest, where no other thread counts. */
BUILT_IN uint32_t more(_Atomic uint32_t *count, bool multiple)
{
    if (RARELY(multiple))
        return atomic_fetch_add(count, 1);
    uint32_t before = atomic_load_explicit(count, memory_order_relaxed);
    atomic_store_explicit(count, before + 1, memory_order_release);
    return before;
}

BUILT_IN const struct route *route_of(struct route *route, uint64_t comm, int32_t other,
                                      int32_t tag, bool sending)
{
    if (RARELY(route->comm != comm || route->other != other || route->tag != tag))
        find_route(route, comm, other, tag, sending);
    return route;
}

BUILT_IN void count_one(const struct route *route)
{
    bool multiple = run->multiple;
    more(route->slot, multiple);
    more(route->any, multiple);
}

BUILT_IN void count_received(uint64_t comm, int32_t from, int32_t tag)
{
    const struct route *route = route_of(&latest_received, comm, from, tag, false);
    count_one(route);
}

BUILT_IN void count_sent(uint64_t comm, int32_t to, int32_t tag, uint64_t bytes, uint64_t place)
{
    if (to < 0 || comm == 0) {
        if (to != NOBODY)
            run->full = 1; /* a message that nobody here can tell whose it is */
        return;
    }
    const struct route *route = route_of(&latest_sent, comm, to, tag, true);
    uint32_t n = more(&run->recents, run->multiple) % RECENT;
    run->recent[n].comm = comm;
    run->recent[n].place = place;
    run->recent[n].bytes = bytes;
    run->recent[n].dest = to;
    run->recent[n].tag = tag;
    count_one(route);
}

/* How many bytes came. MPI_Get_elements tells it too, but for both MPIs the header does so sooner. */
BUILT_IN uint64_t bytes_of(const MPI_Status *status)
{
#if defined(MPICH_VERSION)
    return (uint64_t)(uint32_t)status->count_lo |
           (uint64_t)((uint32_t)status->count_hi_and_cancelled >> 1) << 32;
#elif defined(OPEN_MPI)
    return status->_ucount;
#else
    MPI_Count bytes = 0;
    PMPI_Get_elements_x(status, MPI_BYTE, &bytes);
    return bytes == MPI_UNDEFINED ? 0 : (uint64_t)bytes;
#endif
}

BUILT_IN void matched(struct event *event, const struct comm *comm, const MPI_Status *status)
{
    event->from = world_rank(comm, status->MPI_SOURCE);
    event->fromtag = status->MPI_TAG;
    event->received = bytes_of(status);
}

#endif
