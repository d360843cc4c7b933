#include "history/history.h"

#include <string.h>

const struct request *left_request(const struct history *history, const struct rank_log *log,
                                   int *at)
{
    while (*at < REQUESTS && !history->full) {
        const struct request *request = &log->requests[(*at)++];
        if (request->state == ACTIVE || request->state == INACTIVE)
            return request;
    }
    return NULL;
}

const struct comm *left_comm(const struct rank_log *log, int *at)
{
    while (*at < COMMS && log->comms[*at].identity) {
        const struct comm *comm = &log->comms[(*at)++];
        if (comm->handle && comm->made)
            return comm;
    }
    return NULL;
}

int left_types(const struct rank_log *log)
{
    int count = 0;
    for (int i = 1; i < TYPES && log->types[i].name[0]; i++)
        count += log->types[i].handle != FORGOTTEN && strncmp(log->types[i].name, "MPI_", 4) != 0;
    return count;
}
