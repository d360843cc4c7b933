/* The parts of the recorder, which are linked into one library. None of their names is seen outside it: the library
 * is loaded in front of the program, whose functions may have the same names. Several threads may be in it at once: what
 * changes something that they share takes the lock by itself, and must not be called with the lock held. */
#ifndef RECORD_RECORDER_H
#define RECORD_RECORDER_H

#include "log/log.h"

#if defined(EYES) /* the recorder of a diagnosis, which notes more */
#include "eyes/eyes.h"
#define LOOK(what) what
#else
#define LOOK(what) ((void)0)
#endif

#include <mpi.h>
#include <sched.h>

/* For what the calls that are made most often pass through, a few dozen instructions in all. A call of a function costs
 * as much as the rest there, and so does what is looked at without need. */
#define BUILT_IN static inline __attribute__((always_inline))
#define RARELY(condition) __builtin_expect(condition, 0)

#pragma GCC visibility push(hidden)

/* The arguments of a call, by their roles in calls.table. */
struct call {
    int number; /* enum call_number, or OTHER_CALLS + ... */
    int persistent;
    long long count, room;
    MPI_Datatype type, roomtype;
    MPI_Op op;
    int dest, tag, source, recvtag, root, n;
    MPI_Comm comm;
    MPI_Request *request;
    MPI_Status *status;
    MPI_Message *message;
    int *flag, *index, *found, *indices;
    MPI_Comm *newcomm, *freed;
    MPI_Datatype *datatype;
#if defined(EYES)
    struct given given;
#endif
};

struct thread {
    struct thread_now *now;
    enum {
        UNSURE,
        READY,
        INSIDE
    } state;                  /* READY: between calls, and the next one is to be noted */
    int left;                 /* so many events fit into the chunk still */
    struct event *events;     /* the chunk of the file that is mapped */
    struct event *poll;       /* the last one there, if it was a look that found nothing */
    const struct event *held; /* a completed call that is not yet among the events */
    MPI_Status *statuses;
    int *wait;       /* requests of the open call: their entries in the log, -1 unknown, -2 null */
    int waits, room; /* how many; how many fit */
    struct event *call, *before; /* the latest call, and the one before it: the two of `now` */
    const struct comm *comm;     /* of the open call */
    int statuses_room, number, file;
    bool found_nothing; /* the latest call was such a look */
};

extern struct rank_log *run;              /* NULL: nothing is recorded */
extern const char *directory;             /* of the run; NULL: nothing is to be recorded */
extern _Thread_local struct thread *self; /* NULL: this thread has not called MPI yet */

extern atomic_flag locked;

/* Threads take turns between these two, if several may call MPI at once. */
static inline void lock(void)
{
    if (run->multiple)
        while (atomic_flag_test_and_set_explicit(&locked, memory_order_acquire))
            sched_yield();
}

static inline void unlock(void)
{
    if (run->multiple)
        atomic_flag_clear_explicit(&locked, memory_order_release);
}

/* --- files.c: the files of the log --- */

extern int
    carrier; /* the socket to the process that carries the log (machines/carry.h); -1: there is none */

/* A new file of the log of a rank, or -1. The carrier is told of it, but not of rank-R itself. */
int new_file(int rank, const char *suffix);

/* Removes the file rank-R. */
void remove_file(int rank);

/* Maps `bytes` more of a file of the log; NULL if there is no room on the disk. */
void *map_file(int file, uint64_t offset, size_t bytes);

/* Tells the carrier of a file; or, with -1, that the end of the process has come. */
bool tell_carrier(int file, const char *suffix);

/* Waits, for a second at most, until the log was carried as it is now: once the ranks have ended, some launchers end
 * everything else that runs on their machines. */
void wait_for_carrier(void);

/* --- places.c: where a call was made --- */

extern bool is_python; /* the program is Python, in which addresses say nothing */
uint64_t python_place(void);
void look_for_python(void);
void note_modules(void);

/* --- types.c, comms.c: the datatypes and communicators that there are --- */

extern _Atomic uint32_t changes; /* counts what was made or freed of both */

void note_types(void); /* MPI's own */
void note_type(MPI_Datatype type, const char *name);
void forget_type(const MPI_Datatype *type);
int type_index(MPI_Datatype type);  /* among the types of the log; 0: it is not known */
uint8_t operation_index(MPI_Op op); /* among those of mpi/operations.h */

void note_world(void);
struct comm *find_comm(MPI_Comm handle); /* NULL: it is not known */
void add_comm(MPI_Comm handle, uint64_t parent, uint64_t way, uint64_t place);
void forget_comm(struct comm *comm);

/* --- requests.c --- */

/* How the log names a request: each that is made or started has the next number. */
uint64_t next_request(void);
/* The entry of a request; -1: it is not known. The caller holds the lock. */
int find_request(const MPI_Request *variable, uint64_t serial, uint32_t thread);
void add_request(const struct call *call, enum kind kind, const struct event *event);

/* At the entry of a call that is given requests, and at its exit. */
void note_waits(struct thread *thread, const struct call *call, uint64_t serial);
bool all_known(const struct thread *thread, const struct call *call);
void start_requests(struct thread *thread, const struct event *event);
void keep_started(struct thread *thread, const struct event *event);
int note_completed(struct thread *thread, const struct call *call, struct event *event);
void give_up_requests(struct thread *thread);
void cancel_requests(struct thread *thread);

/* --- threads.c --- */

/* Counts this thread, which calls MPI, and gives it its part of the log; NULL: there is no room. */
struct thread *new_thread(void);
void watch_threads(void);
int threads_of_program(void);

/* A thread that had said that it only looks on (MPI_Pcontrol), and does more. */
void look_on_no_more(void);

/* --- process.c: the beginning and the end --- */

void open_log(void);   /* before MPI_Init */
void after_init(void); /* MPI is there */
extern int pauses;     /* TRACE_PAUSES: see process.c */
void pause_or_not(void);

/* --- workarounds.c --- */

void begin_workarounds(void);

/* --- events.c: the completed calls --- */

/* Puts an event into the file of the thread, or counts it as lost. */
void keep_part(struct thread *thread, const struct event *event);
bool more_room(struct thread *thread);

#pragma GCC visibility pop

BUILT_IN void pause_at_random(void)
{
    if (RARELY(pauses > 0))
        pause_or_not();
}

/* Resets `call` field by field. Assigning (struct call){0} costs more than the rest of the wrapper (make bench). */
BUILT_IN void empty(struct call *call)
{
    call->persistent = call->dest = call->tag = call->source = call->recvtag = call->root =
        call->n = 0;
    call->count = -1;
    call->room = 0;
    call->type = call->roomtype = MPI_DATATYPE_NULL;
    call->op = MPI_OP_NULL;
    call->comm = MPI_COMM_NULL;
    call->request = NULL;
    call->status = NULL;
    call->message = NULL;
    call->flag = call->index = call->found = call->indices = NULL;
    call->newcomm = call->freed = NULL;
    call->datatype = NULL;
}

#endif
