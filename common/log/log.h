/* The log of a run. The recorder (record/) writes it while the program runs; the watcher reads it meanwhile, all others
 * later.
 *
 * The directory of a run holds for each rank R of MPI_COMM_WORLD
 *   rank-R      struct rank_log: where the rank is now. Of fixed size and always true, however long
 *               the run: the call that is open, what was sent and received, open requests.
 *   rank-R.T    struct event[]: the calls that thread T (numbered in the order of their first calls)
 *               has completed, in order. The first EVENTS of them are kept, the rest only counted. The
 *               latest one may not be there yet: it is in `calls` of its thread in rank-R.
 *   rank-R.out  struct print[]: what it has printed.
 * The first two are mapped by the process itself: what a killed process was doing stays readable. On
 * another machine than the watcher's they are in memory, and are carried to the directory (machines/carry.h).
 *
 * Ranks are ranks in MPI_COMM_WORLD unless something else is said. Times are in ticks (`clock` says how long a tick
 * is), sizes in bytes. The log does not say which send belongs to which receive: the nth send of one pair, communicator
 * and tag belongs to the nth receive that was posted for it (MPI 4.0, 3.5), and the calls of a collective have the same
 * number on its communicator.
 */
#ifndef LOG_LOG_H
#define LOG_LOG_H

#include "mpi/call.h"
#include "mpi/match.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum {
    LOG_VERSION = 3,
    EVENTS = 1 << 16,      /* of one thread that are kept */
    EVENT_CHUNK = 1 << 11, /* a file of events grows by so many */
    THREADS = 32,
    COMMS = 256,
    MEMBERS = 1 << 15, /* ranks in all groups of all communicators together */
    REQUESTS = 2048,
    SLOTS = 1 << 13,
    RECENT = 64,
    ORDER = 16,
    NAMES = 64,
    TYPES = 128,
    MODULES = 256,
    PLACES = 1024
};

/* A call: the latest in `now` of its thread, or one of the events. */
struct event {
    uint64_t enter, leave; /* ticks; leave is 0 while it is open */
    uint64_t place;        /* where it was called: see `places` */
    uint64_t serial;       /* counts the calls of a thread, from 1 */
    uint64_t comm;         /* identity of the communicator, 0 for none or unknown */
    uint64_t request;  /* number of the request that it made, completed or started, 0 for none; the
                          call that receives what MPI_Mprobe took out has the number of that probe */
    uint64_t bytes;    /* to be sent; for a receive, the room there is */
    uint64_t received; /* that came */
    int32_t dest, tag; /* of the sending part; or NOBODY */
    int32_t source, recvtag; /* of the receiving part: asked, or ANY, or NOBODY */
    int32_t from, fromtag;   /* of the message that came, or NOBODY */
    int32_t root;            /* or NOBODY */
    int32_t count;  /* items, or requests; -1 for a collective without a count of its own */
    int32_t result; /* MPI_SUCCESS is 0 */
    uint32_t index; /* which collective on its communicator, from 1 */
    uint32_t
        repeats;   /* how many more calls from the same place found nothing; they are one event */
    uint16_t call; /* an enum call, or OTHER_CALLS + the index of its name in `names` */
    uint8_t type;  /* index in `types` */
    uint8_t part;  /* 1: not a call, but one request that the call after it completed or started */
    uint8_t thread;
    uint8_t operation; /* of a collective: its place in mpi/operations.h */
};

struct thread_now {
    _Atomic uint64_t serial; /* 2n - 1 while the nth call is open, 2n when it is completed */
    _Atomic uint32_t used;   /* 0: no thread uses it, nor those after it */
    int32_t tid;             /* of the system, for /proc */
    uint64_t worked;         /* CPU time in ns, of when the log was last carried */
    _Atomic uint64_t kept;   /* events in its file */
    _Atomic uint64_t lost;   /* events for which there was no room in it */
    struct event calls[2];   /* the nth call of the thread is in calls[n % 2]: the latest two */
};

struct comm {
    _Atomic uint64_t identity; /* the same on all its members, 0: an empty entry */
    uint64_t handle;           /* 0 once it is freed */
    uint64_t made;             /* place, 0 for MPI_COMM_WORLD and MPI_COMM_SELF */
    int32_t rank, size,
        others; /* own rank and size; size of the remote group, 0: no inter-communicator */
    uint32_t group, remote;       /* index in `members` of the own and of the remote group */
    _Atomic uint32_t collectives; /* that this rank has entered on it */
    struct {
        uint64_t place;
        int32_t root;
        uint16_t call;
    } order[ORDER]; /* the latest of them, the nth at n % ORDER */
};

enum request_state {
    NO_REQUEST, /* the entry is free */
    ACTIVE,     /* not completed yet */
    INACTIVE,   /* persistent, and not started or completed */
    GIVEN_UP    /* a receive that was freed while it was active: it may still take a message */
};

/* A request that is not completed, or a persistent one. */
struct request {
    _Atomic uint32_t state; /* enum request_state */
    uint16_t call;
    uint8_t kind; /* enum kind */
    uint8_t persistent, cancelled, type;
    uint64_t handle, address,
        number; /* number: counts the requests of a rank, in order of posting */
    uint64_t comm, place, bytes;
    uint64_t waiting; /* the serial of the call that waits for it ... */
    uint32_t waiter;  /* ... in this thread */
    int32_t peer, tag, root, count;
    uint32_t index;
};

struct rank_log {
    char magic[8]; /* "MPILOG" */
    uint32_t version, bytes;
    int32_t rank, size, pid;
    char host[64];
    char program[256];
    struct {
        uint64_t ticks, ns; /* the same moment; ns since 1970 */
    } clock[3]; /* at the entry and at the exit of MPI_Init, and when it was last carried */
    _Atomic uint32_t phase;  /* enum phase */
    int32_t status;          /* of the exit or MPI_Abort, or the signal */
    uint64_t died;           /* where the signal came */
    uint32_t multiple;       /* MPI_THREAD_MULTIPLE was granted */
    _Atomic int32_t threads; /* that the program has started, run, and may call MPI */
    _Atomic uint32_t full;   /* the log overflowed, so nobody can say who waits for whom */
    _Atomic uint32_t
        done; /* in MPI_Finalize, which will call no function of the program any more */

    struct thread_now now[THREADS];
    struct comm comms[COMMS];
    int32_t members[MEMBERS];
    struct request requests[REQUESTS];

    /* How many messages this rank has sent and received whose key falls on the slot (see slot_of). Summed over all
     * ranks, sent - received is at least the number of messages of that key that nobody has received yet. */
    _Atomic uint32_t sent[SLOTS], received[SLOTS];
    _Atomic uint64_t sent_key[SLOTS], received_key[SLOTS]; /* see key_of; SHARED: of several keys */
    _Atomic uint32_t recents;
    struct {
        uint64_t comm, place, bytes;
        int32_t dest, tag;
    } recent[RECENT]; /* the latest sends, the nth at n % RECENT */

    char names[NAMES][40]; /* of the calls that are not understood */
    struct {
        uint64_t handle;
        uint64_t size;
        char name[32];
    } types[TYPES]; /* 0 stands for a type that the recorder did not see being made */
    struct {
        uint64_t from, to, base; /* addresses, and what to subtract for the address in the file */
        char path[256];
    } modules[MODULES];
    /* A place is an address, of the instruction after the call. Or, with the highest bit set, the
     * index of a line of an interpreted program. */
    _Atomic uint32_t placed;
    struct {
        char file[120];
        uint32_t line;
    } places[PLACES];
};

/* In rank-R.out: one write of the rank; `length` bytes of text follow it. Only the first megabyte is kept. */
struct print {
    uint64_t ticks;
    uint32_t length, stream; /* 1: stdout, 2: stderr */
};
enum { PRINTS = 1 << 20 };

#define FORGOTTEN (~0ULL) /* the handle of a type that was freed */

enum phase { STARTING, RUNNING, FINALIZED, ABORTED, LEFT, DIED };
#define INTERPRETED (1ULL << 63)

static inline uint64_t nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

/* Returns the time in ticks. The time-stamp counter takes a few nanoseconds, clock_gettime many times that. All ranks on
 * one machine read the same counter. */
static inline uint64_t ticks(void)
{
#if defined(__x86_64__)
    return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
    uint64_t now;
    __asm__ volatile("mrs %0, cntvct_el0" : "=r"(now));
    return now;
#else
    return nanoseconds();
#endif
}

static inline uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 29);
}

static inline bool is_active(const struct request *request)
{
    uint32_t state = atomic_load(&request->state);
    return state == ACTIVE || state == GIVEN_UP;
}

/* What an active receive asks for. */
static inline struct envelope asked_by(const struct request *request)
{
    return (struct envelope){request->comm, request->peer, request->tag};
}

/* Returns the communicator with that identity as this rank knows it; NULL if it does not. */
static inline const struct comm *comm_of(const struct rank_log *log, uint64_t identity)
{
    for (int i = 0; identity && i < COMMS && log->comms[i].identity; i++)
        if (log->comms[i].identity == identity)
            return &log->comms[i];
    return NULL;
}

#define SHARED 1

static inline uint64_t key_of(uint64_t comm, int32_t from, int32_t to, int32_t tag)
{
    return mix(mix(comm, ((uint64_t)(uint32_t)from << 32) | (uint32_t)to), (uint32_t)tag) | 2;
}

/* The slot of the messages of a key; tag ANY is the key of all tags of the pair together. */
static inline uint32_t slot_of(uint64_t comm, int32_t from, int32_t to, int32_t tag)
{
    return (uint32_t)((key_of(comm, from, to, tag) >> 7) % SLOTS);
}

#endif
