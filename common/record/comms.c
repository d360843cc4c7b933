#include "record/recorder.h"

#include <stdlib.h>

static MPI_Group world;

struct comm *find_comm(MPI_Comm handle)
{
    static _Thread_local int last;
    uint64_t wanted = (uint64_t)(uintptr_t)handle;
    if (run->comms[last].handle == wanted && wanted != 0)
        return &run->comms[last];
    for (int i = 0; i < COMMS && run->comms[i].identity; i++)
        if (run->comms[i].handle == wanted && wanted != 0)
            return &run->comms[last = i];
    return NULL;
}

static void note_members(MPI_Group group, int size, int32_t *members)
{
    int *ranks = calloc((size_t)size, sizeof *ranks);
    for (int i = 0; ranks && i < size; i++)
        ranks[i] = i;
    if (!ranks || PMPI_Group_translate_ranks(group, size, ranks, world, members) != MPI_SUCCESS)
        for (int i = 0; i < size; i++)
            members[i] = MPI_UNDEFINED;
    for (int i = 0; i < size; i++)
        if (members[i] == MPI_UNDEFINED)
            members[i] = UNKNOWN; /* spawned */
    free(ranks);
    PMPI_Group_free(&group);
}

/* The nth communicator that was made of the same groups in the same way: the members agree on n
 * without a word, since they make it together. 0: there is no room to count. */
static uint64_t identity_of(const struct comm *comm, uint64_t parent, uint64_t way)
{
    static struct {
        uint64_t base, made;
    } bases[1024];
    uint64_t base = mix(parent, way);
    const int32_t *group = &run->members[comm->group], *remote = &run->members[comm->remote];
    bool swap = comm->others && remote[0] < group[0]; /* both sides are to get the same */
    for (int side = 0; side < 2; side++) {
        bool own = (side == 0) != swap;
        for (int i = 0; i < (own ? comm->size : comm->others); i++)
            base = mix(base, (uint64_t)(own ? group : remote)[i] + 1);
        base = mix(base, 7);
    }
    for (unsigned probe = 0; probe < 1024; probe++) {
        unsigned at = (unsigned)(base + probe) % 1024;
        if (bases[at].made == 0 || bases[at].base == base) {
            bases[at].base = base;
            return mix(base, ++bases[at].made) | 1;
        }
    }
    return 0;
}

/* An entry for a communicator with so many members: an empty one, if they fit into the log; else that of one that was
 * freed, with as many members. NULL: there is none. */
static struct comm *entry_for(int count, bool fits)
{
    struct comm *freed = NULL;
    for (int i = 0; i < COMMS; i++) {
        struct comm *comm = &run->comms[i];
        if (comm->identity == 0 && fits)
            return comm;
        if (comm->identity != 0 && comm->handle == 0 && !freed &&
            comm->size + comm->others == count)
            freed = comm;
    }
    return freed;
}

void add_comm(MPI_Comm handle, uint64_t parent, uint64_t way, uint64_t place)
{
    static uint32_t members;
    struct comm made = {.handle = (uint64_t)(uintptr_t)handle, .made = place}, *entry;
    int inter = 0;
    MPI_Group group;
    if (handle == MPI_COMM_NULL)
        return;
    PMPI_Comm_test_inter(handle, &inter);
    PMPI_Comm_rank(handle, &made.rank);
    PMPI_Comm_size(handle, &made.size);
    if (inter)
        PMPI_Comm_remote_size(handle, &made.others);
    uint32_t room = (uint32_t)(made.size + made.others);
    lock();
    entry = entry_for(made.size + made.others, members + room <= MEMBERS);
    if (!entry) {
        run->full = 1;
        unlock();
        return;
    }
    if (entry->identity == 0) {
        made.group = members;
        members += room;
    } else {
        made.group =
            entry->group < entry->remote || entry->others == 0 ? entry->group : entry->remote;
    }
    made.remote = made.group + (uint32_t)made.size;
    PMPI_Comm_group(handle, &group);
    note_members(group, made.size, &run->members[made.group]);
    if (inter) {
        PMPI_Comm_remote_group(handle, &group);
        note_members(group, made.others, &run->members[made.remote]);
    }
    made.identity = identity_of(&made, parent, way);
    if (made.identity == 0) {
        run->full = 1;
        made.handle = 0;
        made.identity = 2;
    }
    *entry = made;
    atomic_fetch_add(&changes, 1);
    unlock();
}

/* Once it is freed, another one may get the same handle. */
void forget_comm(struct comm *comm)
{
    comm->handle = 0;
    atomic_fetch_add(&changes, 1);
}

void note_world(void)
{
    PMPI_Comm_group(MPI_COMM_WORLD, &world);
    add_comm(MPI_COMM_WORLD, 0, 0, 0);
    add_comm(MPI_COMM_SELF, 0, 1, 0);
}

/* An error handler of the program's may send, or jump out of the call that failed: then it is not known
 * any more who waits for what. */
int MPI_Comm_set_errhandler(MPI_Comm comm, MPI_Errhandler handler)
{
#if defined(EYES)
    if (run && (handler == MPI_ERRORS_ARE_FATAL || handler == eyes_handler()))
        return PMPI_Comm_set_errhandler(comm, eyes_handler());
#endif
    if (run && handler != MPI_ERRORS_ARE_FATAL && handler != MPI_ERRORS_RETURN)
        run->full = 1;
    return PMPI_Comm_set_errhandler(comm, handler);
}
