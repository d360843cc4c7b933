/* What the recorder does for the sake of one MPI or one kernel. Each says for which version, and how to see whether it
 * is still needed. Nothing else of the recorder depends on them. */
#include "record/recorder.h"

#include "record/real.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

static int run_by = -1; /* PMI_FD: the descriptor that leads to the launcher; -1: none */
static bool
    crowded; /* TRACE_GIVE_WAY: there are more ranks than cores, so a rank that waits gives way */
static void *looked_at; /* the worker that UCX has looked at */

void begin_workarounds(void)
{
    const char *number = getenv("PMI_FD");
    run_by = number ? atoi(number) : -1;
    crowded = getenv("TRACE_GIVE_WAY") != NULL;
}

/* MPICH 4.0.2 on UCX 1.13 (Debian 12, 2026-11-29): a rank that waits calls this in a loop and never gives way. With more
 * ranks than cores, those who wait so keep those who work from working: an MPI_Allreduce of 8 ranks on 2 cores took
 * 25 ms, and takes 0.03 ms with this. Still needed as long as 1,000 of them take more than
 * a second with WATCH=off on such a machine. */
unsigned ucp_worker_progress(void *worker)
{
    REAL(ucp_worker_progress, unsigned, void *)
    static _Thread_local unsigned idle;
    unsigned done = real(worker);
    looked_at = worker;
    if (!crowded)
        return done;
    idle = done ? 0 : idle + 1;
    if (idle > 4)
        sched_yield();
    return done;
}

void ucp_worker_destroy(void *worker)
{
    REAL(ucp_worker_destroy, void, void *)
    looked_at = NULL;
    real(worker);
}

/* MPICH 4.0.2 over TCP (Debian 12, 2026-11-29): at its end it closes the connections to other machines, and then waits,
 * in a read from the launcher, for all ranks to have done so. But to close a connection that was just made, the rank at
 * the other end has to look as well: most runs hung for ever. So here the rank goes on to look. Still needed as long as
 * lesson 1 on two machines hangs with WATCH=off. */
/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
ssize_t read(int from, void *data, size_t length)
{
    REAL(read, ssize_t, int, void *, size_t)
    struct pollfd wait = {.fd = from, .events = POLLIN};
    if (RARELY(run && run->done && from == run_by && self))
        while (looked_at && poll(&wait, 1, 1) <= 0)
            ucp_worker_progress(looked_at);
    return real(from, data, length);
}
