#include "record/recorder.h"

#include "mpi/operations.h"

#include <stdio.h>
#include <string.h>

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
    /* Two lists: the types, and their names in one text. */
#define TYPES_AND_NAMES(...)                                                                       \
    const MPI_Datatype types[] = {__VA_ARGS__};                                                    \
    const char *name = #__VA_ARGS__
    TYPES_AND_NAMES(MPI_INT, MPI_DOUBLE, MPI_CHAR, MPI_BYTE, MPI_FLOAT, MPI_LONG, MPI_SIGNED_CHAR,
                    MPI_UNSIGNED_CHAR, MPI_SHORT, MPI_UNSIGNED_SHORT, MPI_UNSIGNED,
                    MPI_UNSIGNED_LONG, MPI_LONG_LONG, MPI_UNSIGNED_LONG_LONG, MPI_LONG_DOUBLE,
                    MPI_C_BOOL, MPI_WCHAR, MPI_INT8_T, MPI_INT16_T, MPI_INT32_T, MPI_INT64_T,
                    MPI_UINT8_T, MPI_UINT16_T, MPI_UINT32_T, MPI_UINT64_T, MPI_PACKED, MPI_AINT,
                    MPI_COUNT, MPI_OFFSET, MPI_FLOAT_INT, MPI_DOUBLE_INT, MPI_LONG_INT, MPI_2INT,
                    MPI_SHORT_INT, MPI_C_FLOAT_COMPLEX, MPI_C_DOUBLE_COMPLEX);
#undef TYPES_AND_NAMES
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        char one[32] = "";
        sscanf(name, "%31[A-Z0-9_a-z]", one);
        note_type(types[i], one);
        name += strcspn(name, " ");
        name += strspn(name, " ");
    }
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
    const MPI_Op known[] = {MPI_OP_NULL, MPI_SUM,    MPI_PROD,  MPI_MAX,  MPI_MIN,
                            MPI_LAND,    MPI_LOR,    MPI_LXOR,  MPI_BAND, MPI_BOR,
                            MPI_BXOR,    MPI_MAXLOC, MPI_MINLOC};
    _Static_assert(sizeof known / sizeof known[0] == OPERATIONS - 1, "as in operations.h");
    uint8_t i = 0;
    while (i < OPERATIONS - 1 && known[i] != op)
        i++;
    return i;
}
