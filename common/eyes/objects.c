/* What the program makes, and does not free. */
#include "eyes/parts.h"

#include <pthread.h>

enum { OBJECTS = 4096 };

static struct {
    uint64_t handle, place;
    const char *name;
    int sort, count; /* count: so often; MPICH gives a group of the same ranks the same handle */
    bool committed;
} objects[OBJECTS];

/* Threads may make and free things at the same time. */
static pthread_mutex_t objects_lock = PTHREAD_MUTEX_INITIALIZER;

static int find_object(enum sort sort, uint64_t handle)
{
    int i = 0;
    while (i < OBJECTS && objects[i].name &&
           (objects[i].sort != (int)sort || objects[i].handle != handle || objects[i].count == 0))
        i++;
    return i < OBJECTS && objects[i].name ? i : -1;
}

void eyes_made(enum sort sort, uint64_t handle, const char *name, const void *place)
{
    if (sort == GROUP && handle == (uint64_t)(uintptr_t)MPI_GROUP_EMPTY)
        return;
    pthread_mutex_lock(&objects_lock);
    int at = find_object(sort, handle);
    for (int i = 0; i < OBJECTS && at < 0; i++)
        if (objects[i].count == 0)
            at = i;
    if (at >= 0) {
        objects[at].handle = handle;
        objects[at].place = (uint64_t)(uintptr_t)place;
        objects[at].name = name;
        objects[at].sort = sort;
        objects[at].count++;
        objects[at].committed = false;
    }
    pthread_mutex_unlock(&objects_lock);
}

void eyes_freed(enum sort sort, uint64_t handle)
{
    pthread_mutex_lock(&objects_lock);
    int at = find_object(sort, handle);
    if (at >= 0)
        objects[at].count--;
    pthread_mutex_unlock(&objects_lock);
}

void eyes_committed(MPI_Datatype type)
{
    int at = find_object(DATATYPE, (uint64_t)(uintptr_t)type);
    if (at >= 0)
        objects[at].committed = true;
}

bool eyes_uncommitted(MPI_Datatype type)
{
    int at = find_object(DATATYPE, (uint64_t)(uintptr_t)type);
    return at >= 0 && !objects[at].committed;
}

void eyes_close(void)
{
    static const char *const names[SORTS] = {"group", "datatype", "operation", "window", "buffer"};
    for (int i = 0; i < OBJECTS && objects[i].name; i++)
        if (objects[i].count > 0)
            note("object\t%s\t%s\t%#llx\n", names[objects[i].sort], objects[i].name,
                 (unsigned long long)objects[i].place);
}

void look_at_type(MPI_Datatype type, long long count)
{
    int at = count > 0 ? find_object(DATATYPE, (uint64_t)(uintptr_t)type) : -1;
    if (at >= 0 && !objects[at].committed)
        note("uncommitted\t%d.%llu\t%s\t%#llx\n", eyes_call.thread,
             (unsigned long long)eyes_call.serial, objects[at].name,
             (unsigned long long)objects[at].place);
}
