#include "record/recorder.h"

#include "mpi/operations.h"

#include <stdio.h>

_Atomic uint32_t changes = 1;

/* Types are noted when they are made. MPI cannot be asked about a type that the program passes to a call: where the call
 * ignores it, as on ranks that are not the root of an MPI_Scatter, it may be anything. */
void note_type(MPI_Datatype type, const char *name)
{
    char own[MPI_MAX_OBJECT_NAME] = "";
    int size = 0, length = 0, i = 1;
    PMPI_Type_size(type, &size);
    if (!name)
        PMPI_Type_get_name(type, own, &length);
    lock();
    while (i < TYPES && run->types[i].name[0] &&
           run->types[i].handle != (uint64_t)(uintptr_t)type && run->types[i].handle != FORGOTTEN)
        i++;
    if (i < TYPES) {
        run->types[i].handle = (uint64_t)(uintptr_t)type;
        run->types[i].size = (uint64_t)size;
        snprintf(run->types[i].name, sizeof run->types[i].name, "%.30s",
                 name     ? name
                 : own[0] ? own
                          : "a derived type");
    }
    atomic_fetch_add(&changes, 1);
    unlock();
}

void note_types(void)
{
#define TYPE(type)                                                                                 \
    {                                                                                              \
        type, #type                                                                                \
    }
    const struct {
        MPI_Datatype type;
        const char *name;
    } types[] = {TYPE(MPI_INT),
                 TYPE(MPI_DOUBLE),
                 TYPE(MPI_CHAR),
                 TYPE(MPI_BYTE),
                 TYPE(MPI_FLOAT),
                 TYPE(MPI_LONG),
                 TYPE(MPI_SIGNED_CHAR),
                 TYPE(MPI_UNSIGNED_CHAR),
                 TYPE(MPI_SHORT),
                 TYPE(MPI_UNSIGNED_SHORT),
                 TYPE(MPI_UNSIGNED),
                 TYPE(MPI_UNSIGNED_LONG),
                 TYPE(MPI_LONG_LONG),
                 TYPE(MPI_UNSIGNED_LONG_LONG),
                 TYPE(MPI_LONG_DOUBLE),
                 TYPE(MPI_C_BOOL),
                 TYPE(MPI_WCHAR),
                 TYPE(MPI_INT8_T),
                 TYPE(MPI_INT16_T),
                 TYPE(MPI_INT32_T),
                 TYPE(MPI_INT64_T),
                 TYPE(MPI_UINT8_T),
                 TYPE(MPI_UINT16_T),
                 TYPE(MPI_UINT32_T),
                 TYPE(MPI_UINT64_T),
                 TYPE(MPI_PACKED),
                 TYPE(MPI_AINT),
                 TYPE(MPI_COUNT),
                 TYPE(MPI_OFFSET),
                 TYPE(MPI_FLOAT_INT),
                 TYPE(MPI_DOUBLE_INT),
                 TYPE(MPI_LONG_INT),
                 TYPE(MPI_2INT),
                 TYPE(MPI_SHORT_INT),
                 TYPE(MPI_C_FLOAT_COMPLEX),
                 TYPE(MPI_C_DOUBLE_COMPLEX)};
#undef TYPE
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        note_type(types[i].type, types[i].name);
}

int type_index(MPI_Datatype type)
{
    static _Thread_local int last;
    uint64_t handle = (uint64_t)(uintptr_t)type;
    if (run->types[last].handle == handle)
        return last;
    for (int i = 1; i < TYPES && run->types[i].name[0]; i++)
        if (run->types[i].handle == handle)
            return last = i;
    return 0;
}

void forget_type(const MPI_Datatype *type)
{
    int i = type ? type_index(*type) : 0;
    if (i)
        run->types[i].handle = FORGOTTEN;
    atomic_fetch_add(&changes, 1);
}

uint8_t operation_index(MPI_Op op)
{
    const MPI_Op known[] = {MPI_SUM,  MPI_PROD, MPI_MAX, MPI_MIN,  MPI_LAND,   MPI_LOR,
                            MPI_LXOR, MPI_BAND, MPI_BOR, MPI_BXOR, MPI_MAXLOC, MPI_MINLOC};
    _Static_assert(sizeof known / sizeof known[0] == OPERATIONS - 2, "as in operations.h");
    uint8_t i = 1;
    while (i < OPERATIONS - 1 && known[i - 1] != op)
        i++;
    return i;
}
