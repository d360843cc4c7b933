#include "mpi/call.h"

#include "calls.h"

#include <stddef.h>

bool all_wait_for_all;

static bool is_known(int call)
{
    return call >= 0 && call < CALLS;
}

enum kind kind_of_call(int call)
{
    if (!is_known(call))
        return KIND_OTHER;
    bool waits = all_wait_for_all && is_collective(calls[call].kind) && !calls[call].frees &&
                 !calls[call].requests;
    return waits ? KIND_ALL : calls[call].kind;
}

const char *name_in_table(int call)
{
    return is_known(call) ? calls[call].name : NULL;
}

bool is_nonblocking(int call)
{
    return is_known(call) && calls[call].requests && !has_trait(calls[call].kind, ON_REQUESTS);
}

bool makes_persistent(int call)
{
    return is_known(call) && calls[call].persistent;
}
