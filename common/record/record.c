/* The recorder: a library that is preloaded into an MPI program and notes its calls (log.h).
 *
 * It stands between the program and MPI by MPI's profiling interface (MPI 4.0, 15.2): each function
 * MPI_X here notes the call and calls PMPI_X. The functions are made from calls.table; what they share
 * is here. Nothing is noted unless TRACE_DIRECTORY names the directory of the run. Whatever cannot be
 * written is left out, and said to be (`full`): the program goes on as if nobody looked.
 *
 * The order of writing matters, since others read while we write and accuse by what they read: at the
 * entry of a call all is written before `serial` becomes odd, at its exit all after it became even. So
 * a rank that seems to wait has sent all it is said to have sent, and received no more.
 */
#include "log/log.h"

#include "calls.h"
#include "machines/carry.h"
#include "record/prints.h"
#include "record/real.h"

#if defined(EYES) /* the recorder of a diagnosis, which notes more */
#include "eyes/eyes.h"
#define LOOK(what) what
#else
#define LOOK(what) ((void)0)
#endif

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <mpi.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <threads.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

/* The arguments of a call, by their roles in calls.table. */
struct call {
    int number; /* enum call_number, or OTHER_CALLS + ... */
    int persistent;
    long long count, room;
    MPI_Datatype type, roomtype;
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

/* What the calls that are made most often pass through, a few dozen instructions in all: there a call of a
 * function is dear, and so is what is looked at without need. */
#define BUILT_IN static inline __attribute__((always_inline))
#define RARELY(condition) __builtin_expect(condition, 0)

/* Empties a call, field by field: the compilers' way for the whole struct takes longer than the rest. */
BUILT_IN void empty(struct call *call)
{
    call->persistent = call->dest = call->tag = call->source = call->recvtag = call->root =
        call->n = 0;
    call->count = call->room = 0;
    call->type = call->roomtype = MPI_DATATYPE_NULL;
    call->comm = MPI_COMM_NULL;
    call->request = NULL;
    call->status = NULL;
    call->message = NULL;
    call->flag = call->index = call->found = call->indices = NULL;
    call->newcomm = call->freed = NULL;
    call->datatype = NULL;
}

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

static struct rank_log *run; /* NULL: nothing is recorded */
static const char *directory;
static int carrier = -1; /* the socket to it */
static _Thread_local struct thread *self;
static _Thread_local enum { NOT_COUNTED, COUNTED, ONLY_LOOKS } counted;
enum { PCONTROL_ONLY_LOOKS = 4711, CARRIED_MS = 1000 };
static atomic_int program_threads = 1;
static atomic_flag locked = ATOMIC_FLAG_INIT;
static pthread_key_t at_thread_end;
static MPI_Group world;

static void lock(void)
{
    if (run->multiple)
        while (atomic_flag_test_and_set_explicit(&locked, memory_order_acquire))
            sched_yield();
}

static void unlock(void)
{
    if (run->multiple)
        atomic_flag_clear_explicit(&locked, memory_order_release);
}

/* Maps `bytes` more of a file of the run. They are written as zeros first: so there is room for them on
 * the disk (to write to a mapped page for which there is none would kill the program), and the kernel
 * has made the pages in one go, which is four times faster than one by one at the first touch of each.
 * NULL if it cannot be had. */
static void *map_file(int file, uint64_t offset, size_t bytes)
{
    static const char zeros[1 << 16];
    sigset_t too_large, before;
    size_t done = 0;
    ssize_t wrote = 1;
    sigemptyset(&too_large);
    sigaddset(&too_large,
              SIGXFSZ); /* that our file is larger than the user allows is not to kill */
    pthread_sigmask(SIG_BLOCK, &too_large, &before);
    while (done < bytes && wrote > 0) {
        size_t some = bytes - done < sizeof zeros ? bytes - done : sizeof zeros;
        wrote = pwrite(file, zeros, some, (off_t)(offset + done));
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    if (done < bytes && errno == EFBIG)
        sigtimedwait(&too_large, NULL, &(struct timespec){0});
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (done < bytes)
        return NULL;
    void *data = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, (off_t)offset);
    if (data == MAP_FAILED)
        return NULL;
#if defined(MADV_POPULATE_WRITE)
    madvise(data, bytes, MADV_POPULATE_WRITE);
#endif
    return data;
}

/* Tells the process that carries the log to another machine, if there is one (carry.h): of a file, or,
 * without one, that the end has come. */
static bool tell_carrier(int file, const char *suffix)
{
    char words[8] = "";
    struct iovec text = {words, strlen(suffix) + 1};
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))] = "";
    struct msghdr message = {.msg_iov = &text, .msg_iovlen = 1};
    strncpy(words, suffix, sizeof words - 1);
    if (file >= 0) {
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        struct cmsghdr *with = CMSG_FIRSTHDR(&message);
        *with = (struct cmsghdr){
            .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof file)};
        memcpy(CMSG_DATA(with), &file, sizeof file);
    }
    return sendmsg(carrier, &message, MSG_NOSIGNAL) > 0;
}

/* A new file of the log of a rank, or -1. Of rank-R itself the carrier is told once something is in it. */
static int new_file(int rank, const char *suffix)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/rank-%d%s", directory ? directory : ".", rank, suffix);
    if (carrier < 0)
        return open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    int file = memfd_create("rank", MFD_CLOEXEC);
    return file >= 0 && (!suffix[0] || tell_carrier(file, suffix)) ? file : -1;
}

/* --- places: where a call was made --- */

static int note_module(struct dl_phdr_info *info, size_t size, void *next)
{
    int *at = next;
    (void)size;
    if (*at == MODULES)
        return 1;
    uint64_t from = UINT64_MAX, to = 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type == PT_LOAD) {
            uint64_t first = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
            from = first < from ? first : from;
            to = first + info->dlpi_phdr[i].p_memsz > to ? first + info->dlpi_phdr[i].p_memsz : to;
        }
    }
    char *path = run->modules[*at].path;
    size_t room = sizeof run->modules[*at].path - 1;
    if (info->dlpi_name[0] == '\0' && *at == 0) {
        ssize_t length = readlink("/proc/self/exe", path, room);
        path[length < 0 ? 0 : length] = '\0';
    } else {
        strncpy(path, info->dlpi_name, room);
    }
    run->modules[*at].base = info->dlpi_addr;
    run->modules[*at].to = to;
    run->modules[(*at)++].from = from;
    return 0;
}

/* Python, if the program is one: a call is made on the line of the innermost frame that is the
 * user's. MPI for Python gives the interpreter's lock away before it waits, so it is taken here. */
static struct {
    int (*ready)(void);
    int (*finalizing)(void); /* may be missing */
    int (*ensure)(void);
    void (*release)(int);
    void *(*frame)(void);
    void *(*back)(void *);
    void *(*code)(void *);
    int (*line)(void *);
    void *(*attribute)(void *, const char *);
    const char *(*text)(void *);
    void (*forget)(void *);
    void (*fetch)(void **, void **, void **);
    void (*restore)(void *, void *, void *);
    bool here;
} python;

static void *symbol(const char *name)
{
    return dlsym(RTLD_DEFAULT, name);
}

static void look_for_python(void)
{
    /* An object pointer is no function pointer in C, so the bytes are copied. */
#define FIND(member, name)                                                                         \
    do {                                                                                           \
        void *found = symbol(name);                                                                \
        memcpy(&python.member, &found, sizeof found);                                              \
        if (!found)                                                                                \
            return;                                                                                \
    } while (0)
    FIND(ready, "Py_IsInitialized");
    FIND(ensure, "PyGILState_Ensure");
    FIND(release, "PyGILState_Release");
    FIND(frame, "PyEval_GetFrame");
    FIND(back, "PyFrame_GetBack");
    FIND(code, "PyFrame_GetCode");
    FIND(line, "PyFrame_GetLineNumber");
    FIND(attribute, "PyObject_GetAttrString");
    FIND(text, "PyUnicode_AsUTF8");
    FIND(forget, "Py_DecRef");
    FIND(fetch, "PyErr_Fetch");
    FIND(restore, "PyErr_Restore");
#undef FIND
    void *found = symbol("_Py_IsFinalizing");
    memcpy(&python.finalizing, &found, sizeof found);
    python.here = true;
}

/* The index of a line among the places; 0 if there is no room. */
static uint64_t place_of(const char *file, int line)
{
    size_t length = strlen(file), room = sizeof run->places[0].file - 1;
    const char *end = length > room ? file + length - room : file;
    uint32_t i, placed;
    lock();
    placed = atomic_load(&run->placed);
    for (i = 0; i < placed; i++)
        if (run->places[i].line == (uint32_t)line && strcmp(run->places[i].file, end) == 0)
            break;
    if (i == placed && placed < PLACES) {
        strcpy(run->places[i].file, end);
        run->places[i].line = (uint32_t)line;
        atomic_store(&run->placed, placed + 1);
    }
    unlock();
    return i < PLACES ? INTERPRETED | i : 0;
}

static uint64_t python_place(void)
{
    uint64_t place = 0;
    /* At its end the interpreter is gone before MPI_Finalize is called. */
    if (!python.ready() || (python.finalizing && python.finalizing()))
        return 0;
    int held = python.ensure();
    void *error[3];
    python.fetch(&error[0], &error[1], &error[2]);
    void *frame = python.frame(),
         *mine = NULL; /* the innermost one is borrowed, the others are ours */
    while (frame && place == 0) {
        void *code = python.code(frame), *name = python.attribute(code, "co_filename");
        const char *file = name ? python.text(name) : NULL;
        if (file && !strstr(file, "/mpi4py/") && file[0] != '<')
            place = place_of(file, python.line(frame));
        python.forget(name);
        python.forget(code);
        frame = place == 0 ? python.back(frame) : NULL;
        if (mine)
            python.forget(mine);
        mine = frame;
    }
    python.restore(error[0], error[1], error[2]);
    python.release(held);
    return place;
}

/* --- datatypes --- */

static _Atomic uint32_t changes = 1; /* of the datatypes and communicators that there are */

/* MPI is not asked about a type that the program gives: where it is of no importance, as on the ranks
 * that are not the root of an MPI_Scatter, it may be anything. So types are noted when they are made. */
static void note_type(MPI_Datatype type, const char *name)
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

static void note_types(void)
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

/* Its index among the types, 0 if it is not known. */
static int type_index(MPI_Datatype type)
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

static void forget_type(const MPI_Datatype *type)
{
    int i = type ? type_index(*type) : 0;
    if (i)
        run->types[i].handle = FORGOTTEN;
    atomic_fetch_add(&changes, 1);
}

/* --- communicators --- */

static struct comm *find_comm(MPI_Comm handle)
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

static void members_of(MPI_Group group, int size, int32_t *members)
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
static _Thread_local struct lane lanes[2];

static void find_lane(struct lane *lane, MPI_Comm handle, int rank, MPI_Datatype type)
{
    uint32_t now = atomic_load(&changes);
    const struct comm *comm = find_comm(handle);
    int index = type_index(type);
    *lane = (struct lane){handle,
                          type,
                          rank,
                          now,
                          comm,
                          comm ? comm->identity : 0,
                          run->types[index].size,
                          world_rank(comm, rank),
                          (uint8_t)index};
}

BUILT_IN const struct lane *lane_of(int which, MPI_Comm handle, int rank, MPI_Datatype type)
{
    struct lane *lane = &lanes[which];
    if (RARELY(lane->handle != handle || lane->asked != rank || lane->datatype != type ||
               lane->changes != atomic_load_explicit(&changes, memory_order_acquire)))
        find_lane(lane, handle, rank, type);
    return lane;
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

static void add_comm(MPI_Comm handle, uint64_t parent, uint64_t way, uint64_t place)
{
    static uint32_t members;
    struct comm made = {.handle = (uint64_t)(uintptr_t)handle, .made = place}, *entry = NULL;
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
    /* A new entry; or that of one that was freed, with as many members. */
    bool fits = members + room <= MEMBERS;
    for (int i = 0; i < COMMS && !entry; i++) {
        struct comm *other = &run->comms[i];
        if (other->identity == 0 ? fits
                                 : other->handle == 0 && !fits &&
                                       other->size + other->others == made.size + made.others)
            entry = other;
    }
    for (int i = 0; i < COMMS && !entry; i++)
        if (run->comms[i].handle == 0 &&
            run->comms[i].size + run->comms[i].others == made.size + made.others)
            entry = &run->comms[i];
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
    members_of(group, made.size, &run->members[made.group]);
    if (inter) {
        PMPI_Comm_remote_group(handle, &group);
        members_of(group, made.others, &run->members[made.remote]);
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
static void forget_comm(struct comm *comm)
{
    comm->handle = 0;
    atomic_fetch_add(&changes, 1);
}

/* --- messages and requests --- */

/* One more; without a lock, which would cost as much as the rest, where no other thread counts. */
BUILT_IN uint32_t more(_Atomic uint32_t *count, bool multiple)
{
    if (RARELY(multiple))
        return atomic_fetch_add(count, 1);
    uint32_t before = atomic_load_explicit(count, memory_order_relaxed);
    atomic_store_explicit(count, before + 1, memory_order_release);
    return before;
}

/* The slots of the latest key: most messages go where the one before went. */
struct route {
    uint64_t comm;
    int32_t other, tag;
    _Atomic uint32_t *slot, *any;
};

/* Several keys may share a slot: then what is counted there is not of one alone. */
static _Atomic uint32_t *take_slot(bool sending, uint64_t comm, int32_t other, int32_t tag)
{
    int32_t from = sending ? run->rank : other, to = sending ? other : run->rank;
    uint32_t slot = slot_of(comm, from, to, tag);
    uint64_t key = key_of(comm, from, to, tag), none = 0;
    _Atomic uint64_t *keys = sending ? run->sent_key : run->received_key;
    if (!atomic_compare_exchange_strong(&keys[slot], &none, key) && none != key)
        atomic_store(&keys[slot], SHARED);
    return sending ? &run->sent[slot] : &run->received[slot];
}

static void find_route(struct route *route, uint64_t comm, int32_t other, int32_t tag, bool sending)
{
    *route = (struct route){comm, other, tag, take_slot(sending, comm, other, tag),
                            take_slot(sending, comm, other, ANY)};
}

BUILT_IN const struct route *route_of(struct route *route, uint64_t comm, int32_t other,
                                      int32_t tag, bool sending)
{
    if (RARELY(route->comm != comm || route->other != other || route->tag != tag))
        find_route(route, comm, other, tag, sending);
    return route;
}

static _Thread_local struct route latest_received, latest_sent;

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

BUILT_IN void sends(uint64_t comm, int32_t to, int32_t tag, uint64_t bytes, uint64_t place)
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

enum { CHAINS = 1024 };
static int16_t chain[CHAINS], next_of[REQUESTS], free_request; /* 1 more than the index; 0: none */
static int16_t unused = 1;
static _Atomic uint64_t numbers; /* requests so far */

static int16_t *chain_of(uint64_t handle)
{
    return &chain[mix(1, handle) % CHAINS];
}

/* A handle alone does not name a request: MPICH gives the same one for all sends that are done at
 * once. The variable that it stands in tells them apart. */
static int find_request(const MPI_Request *variable, uint64_t serial, uint32_t thread)
{
    uint64_t handle = (uint64_t)(uintptr_t)*variable;
    int found = -1;
    for (int i = *chain_of(handle); i; i = next_of[i - 1]) {
        struct request *request = &run->requests[i - 1];
        bool taken = request->waiting == serial && request->waiter == thread;
        if (request->handle != handle || taken)
            continue;
        found = i - 1; /* the oldest stands last */
        if (request->address == (uint64_t)(uintptr_t)variable)
            break;
    }
    return found;
}

static void add_request(const struct call *call, enum kind kind, const struct event *event)
{
    int at = 0;
    lock();
    if (free_request) {
        at = free_request;
        free_request = next_of[at - 1];
    } else if (unused <= REQUESTS) {
        at = unused++;
    }
    if (!at) {
        run->full = 1;
        unlock();
        return;
    }
    struct request *request = &run->requests[at - 1];
    bool receives = kind == KIND_RECV || kind == KIND_SENDRECV;
    request->call = (uint16_t)call->number;
    /* The sending half of MPI_Isendrecv waits for nobody here: what is not said accuses nobody. */
    request->kind = (uint8_t)(kind == KIND_SENDRECV ? KIND_RECV : kind);
    request->persistent = (uint8_t)call->persistent;
    request->cancelled = 0;
    request->type = event->type;
    request->handle = (uint64_t)(uintptr_t)*call->request;
    request->address = (uint64_t)(uintptr_t)call->request;
    request->number = event->request;
    request->comm = event->comm;
    request->place = event->place;
    request->bytes = event->bytes;
    request->waiting = 0;
    request->peer = receives ? event->source : event->dest;
    request->tag = receives ? event->recvtag : event->tag;
    request->root = event->root;
    request->count = event->count;
    request->index = event->index;
    next_of[at - 1] = *chain_of(request->handle);
    *chain_of(request->handle) = (int16_t)at;
    atomic_store_explicit(&request->state, call->persistent ? INACTIVE : ACTIVE,
                          memory_order_release);
    LOOK(eyes_request(at - 1));
    unlock();
}

static void remove_request(int at)
{
    struct request *request = &run->requests[at];
    lock();
    for (int16_t *link = chain_of(request->handle); *link; link = &next_of[*link - 1]) {
        if (*link == at + 1) {
            *link = next_of[at];
            break;
        }
    }
    atomic_store(&request->state, NO_REQUEST);
    next_of[at] = free_request;
    free_request = (int16_t)(at + 1);
    unlock();
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

/* Ties the receive of a message to the probe that has taken it out: the probe's event gets a number, which is
 * noted under the handle of the message, and the event of the receive gets that number and the communicator. */
static void tie_message(const MPI_Message *message, bool probed, struct event *event)
{
    enum { SEVERAL = 64 };
    static struct {
        uint64_t handle, comm, number;
    } messages[SEVERAL];
    uint64_t handle = (uint64_t)(uintptr_t)*message;
    lock();
    for (int i = 0; i < SEVERAL; i++) {
        if (messages[i].handle != (probed ? 0 : handle))
            continue;
        if (probed) {
            messages[i].comm = event->comm;
            messages[i].number = event->request = ++numbers;
        }
        messages[i].handle = probed ? handle : 0;
        event->comm = messages[i].comm;
        event->request = messages[i].number;
        break;
    }
    unlock();
}

/* What the end of a request tells goes into the event; its entry is freed, or waits to be started. */
static void complete(int at, MPI_Status *status, struct event *event)
{
    struct request *request = &run->requests[at];
    int cancelled = 0;
    LOOK(eyes_ended(at));
    event->request = request->number;
    event->comm = request->comm;
    if (request->cancelled && status)
        PMPI_Test_cancelled(status, &cancelled);
    bool receives =
        request->kind == KIND_MRECV || (request->kind == KIND_RECV && request->peer != NOBODY);
    if (receives && status && !cancelled) {
        event->type = request->type;
        matched(event, comm_of(run, event->comm), status);
        if (request->kind == KIND_RECV && event->from >= 0)
            count_received(request->comm, event->from, event->fromtag);
    }
    if (request->persistent)
        atomic_store(&request->state, INACTIVE);
    else
        remove_request(at);
}

static MPI_Status *room_for_statuses(long long n)
{
    struct thread *thread = self;
    if (!thread || thread->state == INSIDE || n < 0)
        return MPI_STATUSES_IGNORE;
    if (n > thread->statuses_room) {
        free(thread->statuses);
        thread->statuses = malloc((size_t)n * sizeof(MPI_Status));
        thread->statuses_room = thread->statuses ? (int)n : 0;
    }
    return thread->statuses ? thread->statuses : MPI_STATUSES_IGNORE;
}

/* --- threads --- */

static void end_thread(void *thread)
{
    if (counted == COUNTED) {
        int left = atomic_fetch_sub(&program_threads, 1) - 1;
        if (run)
            atomic_store(&run->threads, left);
    }
    counted = NOT_COUNTED;
    (void)thread;
}

static struct thread *new_thread(void)
{
    static struct thread threads[THREADS];
    static atomic_int used;
    static _Thread_local bool refused;
    char suffix[16];
    int number = refused ? THREADS : atomic_fetch_add(&used, 1);
    if (number >= THREADS) {
        refused = true;
        run->full = 1;
        return NULL;
    }
    struct thread *thread = &threads[number];
    thread->number = number;
    thread->now = &run->now[number];
    thread->call = &thread->now->calls[0];
    thread->before = &thread->now->calls[1];
    thread->now->tid = (int32_t)syscall(SYS_gettid);
    snprintf(suffix, sizeof suffix, ".%d", number);
    thread->file = new_file(run->rank, suffix);
    atomic_store(&thread->now->used, 1);
    return self = thread;
}

/* Threads of the libraries below MPI, or that only calculate: they never call MPI. */
static bool helps(const void *start)
{
    static const char *const helpers[] = {"libucs",     "libuct",      "libucp",      "libucm",
                                          "libmpi.so",  "libmpich.so", "libopen-pal", "libopen-rte",
                                          "mca_",       "libpmix",     "libevent",    "libhwloc",
                                          "libfabric",  "libopenblas", "libblis",     "librdmacm",
                                          "libibverbs", "libnuma",     "libpsm"};
    Dl_info info;
    if (!dladdr(start, &info) || !info.dli_fname)
        return false;
    const char *name = strrchr(info.dli_fname, '/');
    name = name ? name + 1 : info.dli_fname;
    for (size_t i = 0; i < sizeof helpers / sizeof helpers[0]; i++)
        if (strncmp(name, helpers[i], strlen(helpers[i])) == 0)
            return true;
    return false;
}

struct start {
    void *(*pthread)(void *);
    int (*thrd)(void *);
    void *argument;
};

static struct start begin(void *given)
{
    struct start start_of = *(struct start *)given;
    free(given);
    counted = COUNTED;
    pthread_setspecific(at_thread_end, &counted);
    return start_of;
}

static void *begin_pthread(void *given)
{
    struct start start_of = begin(given);
    return start_of.pthread(start_of.argument);
}

static int begin_thrd(void *given)
{
    struct start start_of = begin(given);
    return start_of.thrd(start_of.argument);
}

static void count_threads(int more)
{
    int now = atomic_fetch_add(&program_threads, more) + more;
    if (run)
        atomic_store(&run->threads, now);
}

/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes,
                   void *(*function)(void *), void *restrict argument)
{
    REAL(pthread_create, int, pthread_t *, const pthread_attr_t *, void *(*)(void *), void *)
    const void *start;
    memcpy(&start, &function, sizeof start);
    struct start *given = directory && !helps(start) ? malloc(sizeof *given) : NULL;
    if (!given)
        return real(thread, attributes, function, argument);
    *given = (struct start){.pthread = function, .argument = argument};
    count_threads(1);
    int result = real(thread, attributes, begin_pthread, given);
    if (result != 0) {
        count_threads(-1);
        free(given);
    }
    return result;
}

/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
int thrd_create(thrd_t *thread, thrd_start_t function, void *argument)
{
    REAL(thrd_create, int, thrd_t *, thrd_start_t, void *)
    struct start *given = directory ? malloc(sizeof *given) : NULL;
    if (!given)
        return real(thread, function, argument);
    *given = (struct start){.thrd = function, .argument = argument};
    count_threads(1);
    int result = real(thread, begin_thrd, given);
    if (result != thrd_success) {
        count_threads(-1);
        free(given);
    }
    return result;
}

/* By the standard a profiler's own affair, and without one it does nothing (MPI 4.0, 15.2.4). Here,
 * this level says of the thread that calls it: it looks on, and sends nothing to anybody. */
int MPI_Pcontrol(const int level, ...)
{
    if (level == PCONTROL_ONLY_LOOKS && counted == COUNTED) {
        counted = ONLY_LOOKS;
        count_threads(-1);
        if (self)
            self->state = UNSURE;
    }
    return PMPI_Pcontrol(level);
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

/* --- the end of the process --- */

/* Waits until the log was carried as it is now: once the ranks have ended, some launchers end everything
 * else that runs on their machines. */
static void wait_for_carrier(void)
{
    struct pollfd wait = {.fd = carrier, .events = POLLIN};
    if (carrier >= 0 && tell_carrier(-1, "end"))
        poll(&wait, 1, CARRIED_MS);
}

static void leave_process(int status)
{
    if (!run || run->pid != getpid())
        return;
    if (run->phase == RUNNING || run->phase == STARTING) {
        run->status = status;
        /* In the middle of a call it is MPI that ends the process, because of an error. */
        atomic_store(&run->phase, self && self->state == INSIDE ? ABORTED : LEFT);
        if (self)
            self->state = UNSURE;
    }
    wait_for_carrier();
}

static void at_exit(int status, void *nothing)
{
    (void)nothing;
    leave_process(status);
}

void _exit(int status)
{
    leave_process(status);
    for (;;)
        syscall(SYS_exit_group, status);
}

void _Exit(int status)
{
    _exit(status);
}

static void die(int signal, siginfo_t *info, void *context)
{
    const ucontext_t *at = context;
    (void)info;
    if (run && run->pid == getpid() && run->phase != DIED) {
#if defined(__x86_64__)
        run->died = (uint64_t)at->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
        run->died = at->uc_mcontext.pc;
#else
        (void)at;
#endif
        run->status = signal;
        atomic_store(&run->phase, DIED);
        wait_for_carrier();
    }
    raise(signal); /* as if we had not been here: the handler was reset */
}

static void catch_deaths(void)
{
    const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct sigaction old,
            ours = {.sa_sigaction = die, .sa_flags = SA_SIGINFO | (int)SA_RESETHAND | SA_ONSTACK};
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
            sigaction(signals[i], &ours, NULL);
    }
}

/* --- the beginning --- */

static int number_in(const char *const *names)
{
    for (; *names; names++) {
        const char *value = getenv(*names);
        if (value)
            return atoi(value);
    }
    return -1;
}

/* A child of fork shares the log, but is no rank. */
static void forget_run(void)
{
    if (carrier >= 0)
        close(carrier);
    carrier = -1;
    run = NULL;
    directory = NULL;
    note_prints(-1);
    if (self)
        self->state = UNSURE;
}

__attribute__((constructor)) static void look_for_directory(void)
{
    directory = getenv("TRACE_DIRECTORY");
    if (directory && !*directory)
        directory = NULL;
    if (directory) {
        pthread_key_create(&at_thread_end, end_thread);
        pthread_atfork(NULL, NULL, forget_run);
    }
}

/* TRACE_PAUSES=N stops a rank, now and then, for up to N ms where it could matter to who looks on: for
 * trying the watcher. Each thread so often, and then no more. */
static int pauses;
enum { PAUSES = 50 };

static void pause_or_not(void)
{
    static _Thread_local uint64_t state;
    static _Thread_local int paused;
    if (paused == PAUSES)
        return;
    state = mix(state, ticks());
    if (state % 16 == 0 && ++paused)
        nanosleep(&(struct timespec){.tv_nsec = (long)(mix(state, 1) % (uint64_t)pauses * 1000000)},
                  NULL);
}

BUILT_IN void pause_at_random(void)
{
    if (RARELY(pauses > 0))
        pause_or_not();
}

static int run_by = -1; /* PMI_FD: what leads to the launcher */
static bool crowded;    /* TRACE_GIVE_WAY: more ranks than cores, so who waits is to give way */

static void open_log(void)
{
    if (!directory || run)
        return;
    int rank = number_in((const char *const[]){"PMI_RANK", "OMPI_COMM_WORLD_RANK", "PMIX_RANK",
                                               "SLURM_PROCID", NULL});
    int size =
        number_in((const char *const[]){"PMI_SIZE", "OMPI_COMM_WORLD_SIZE", "SLURM_NTASKS", NULL});
    struct rank_log *log;
    carrier = number_in((const char *const[]){CARRIER, NULL});
    if (rank < 0 && carrier >= 0)
        return;
    if (rank < 0) /* the launcher does not tell: see name_files */
        rank = -getpid();
    if (carrier >= 0)
        fcntl(carrier, F_SETFD, FD_CLOEXEC); /* what the program starts is no rank */
    int file = new_file(rank, "");
    if (file < 0)
        return;
    log = map_file(file, 0, sizeof *log);
    if (!log) {
        char path[4200];
        snprintf(path, sizeof path, "%s/rank-%d", directory, rank);
        unlink(path);
        close(file);
        return;
    }
    log->rank = rank;
    log->size = size;
    log->pid = getpid();
    gethostname(log->host, sizeof log->host - 1);
    ssize_t length = readlink("/proc/self/exe", log->program, sizeof log->program - 1);
    log->program[length < 0 ? 0 : length] = '\0';
    log->version = LOG_VERSION;
    log->bytes = sizeof *log;
    log->threads = program_threads;
    log->clock[0].ticks = ticks();
    log->clock[0].ns = nanoseconds();
    memcpy(log->magic, "MPILOG", 7);
    if (carrier >= 0)
        tell_carrier(file, "");
    close(file);
    run = log;
    note_prints(new_file(rank, ".out"));
    LOOK(eyes_open(run, new_file(rank, ".notes")));
    on_exit(at_exit, NULL);
    run_by = number_in((const char *const[]){"PMI_FD", NULL});
    pauses = number_in((const char *const[]){"TRACE_PAUSES", NULL}) % 1000;
}

/* The attributes of MPI_COMM_SELF are deleted first in MPI_Finalize, in reverse order, and the program's
 * functions for that may send and receive (MPI 4.0, 11.2.4). Ours was set first: after it none comes. */
static int last_callback(MPI_Comm comm, int key, void *value, void *extra)
{
    (void)comm, (void)key, (void)value, (void)extra;
    LOOK(eyes_close());
    atomic_store(&run->done, 1);
    return MPI_SUCCESS;
}

/* Names the files of a log that was begun as that of rank `from`, before MPI told the rank. Where another process has
 * that rank already, each is alone, and one log of them will do. */
static void name_files(int from, int rank)
{
    static const char *const suffixes[] = {".0", ".out", ".notes", ""};
    char old[4200], new[4200];
    for (int i = 0; i < 4; i++) {
        snprintf(old, sizeof old, "%s/rank-%d%s", directory, from, suffixes[i]);
        snprintf(new, sizeof new, "%s/rank-%d%s", directory, rank, suffixes[i]);
        if (link(old, new) == 0 || errno == EEXIST)
            unlink(old);
    }
}

static void after_init(void)
{
    int level = MPI_THREAD_SINGLE, next = 0, begun_as = run->rank;
    PMPI_Comm_rank(MPI_COMM_WORLD, &run->rank);
    PMPI_Comm_size(MPI_COMM_WORLD, &run->size);
    PMPI_Query_thread(&level);
    run->multiple = level == MPI_THREAD_MULTIPLE;
    PMPI_Comm_group(MPI_COMM_WORLD, &world);
    add_comm(MPI_COMM_WORLD, 0, 0, 0);
    add_comm(MPI_COMM_SELF, 0, 1, 0);
    note_types();
    dl_iterate_phdr(note_module, &next);
    int key;
    PMPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, last_callback, &key, NULL);
    PMPI_Comm_set_attr(MPI_COMM_SELF, key, NULL);
    PMPI_Comm_free_keyval(&key); /* which happens when no attribute has it any more */
    look_for_python();
    catch_deaths();
    run->clock[1].ticks = ticks();
    run->clock[1].ns = nanoseconds();
    crowded = getenv("TRACE_GIVE_WAY") != NULL;
    LOOK(eyes_errors());
    atomic_store(&run->phase, RUNNING);
    if (begun_as < 0)
        name_files(begun_as, run->rank);
}

/* --- entry and exit of a call --- */

static int name_of_other(const char *name, int *known)
{
    if (*known == 0 && run) {
        int i = 0;
        lock();
        while (i < NAMES - 1 && run->names[i][0] && strcmp(run->names[i], name) != 0)
            i++;
        snprintf(run->names[i], sizeof run->names[i], "%s", i < NAMES - 1 ? name : "another call");
        unlock();
        *known = OTHER_CALLS + i;
    }
    return *known;
}

/* Notes in the entries of its requests that this call waits for them. */
static void note_waits(struct thread *thread, const struct call *call, uint64_t serial)
{
    thread->waits = 0;
    if (!call->request)
        return;
    if (call->n > thread->room) {
        free(thread->wait);
        thread->wait = malloc((size_t)call->n * sizeof *thread->wait);
        thread->room = thread->wait ? call->n : 0;
    }
    if (call->n > thread->room)
        return;
    lock();
    for (int i = 0; i < call->n; i++) {
        int at = call->request[i] == MPI_REQUEST_NULL
                     ? -2
                     : find_request(&call->request[i], serial, (uint32_t)thread->number);
        thread->wait[thread->waits++] = at;
        if (at >= 0) {
            run->requests[at].waiting = serial;
            run->requests[at].waiter = (uint32_t)thread->number;
        }
    }
    unlock();
}

/* Whether all that is waited for is known: if not, nobody is to judge. */
static bool all_known(const struct thread *thread, const struct call *call)
{
    if (thread->waits < call->n)
        return false;
    for (int i = 0; i < thread->waits; i++)
        if (thread->wait[i] == -1)
            return false;
    return true;
}

static void start_requests(struct thread *thread, const struct event *event)
{
    for (int i = 0; i < thread->waits; i++) {
        if (thread->wait[i] < 0)
            continue;
        struct request *request = &run->requests[thread->wait[i]];
        request->number = ++numbers;
        request->waiting = 0;
        request->cancelled = 0;
        if (has_trait(request->kind, SENDS))
            sends(request->comm, request->peer, request->tag, request->bytes, event->place);
        atomic_store(&request->state, ACTIVE);
        LOOK(eyes_started(thread->wait[i], request->number));
    }
}

/* Maps room for more events in the file of the thread; false if there is none any more. */
static bool more_room(struct thread *thread)
{
    uint64_t kept = atomic_load_explicit(&thread->now->kept, memory_order_relaxed);
    size_t bytes = EVENT_CHUNK * sizeof(struct event);
    if (kept == EVENTS || thread->file < 0)
        return false;
    if (thread->events)
        munmap(thread->events, bytes);
    thread->events = map_file(thread->file, kept * sizeof(struct event), bytes);
    if (!thread->events) {
        close(thread->file);
        thread->file = -1;
        return false;
    }
    thread->left = EVENT_CHUNK;
    return true;
}

/* Puts an event into the file, or counts it as lost. */
BUILT_IN void keep(struct thread *thread, const struct event *event, bool found_nothing)
{
    struct thread_now *now = thread->now;
    bool fits = thread->left > 0 || more_room(thread);
    _Atomic uint64_t *count = fits ? &now->kept : &now->lost;
    struct event *there = fits ? &thread->events[EVENT_CHUNK - thread->left--] : NULL;
    thread->poll = found_nothing ? there : NULL;
    if (there)
        *there = *event;
    atomic_store_explicit(count, atomic_load_explicit(count, memory_order_relaxed) + 1,
                          memory_order_release);
}

/* Puts the latest completed call into the file, unless that is done. A look that found nothing, after one
 * of the same kind from the same place, is counted in that one. */
BUILT_IN void keep_held(struct thread *thread)
{
    const struct event *event = thread->held;
    struct event *before = thread->poll;
    if (!event)
        return;
    thread->held = NULL;
    if (event->repeats > 0 && before) {
        before->leave = event->leave;
        before->repeats = event->repeats;
    } else {
        keep(thread, event, thread->found_nothing);
    }
}

#if defined(EYES)
/* What the open call is, with its arguments as they were given. */
static void tell_eyes(const struct call *call, enum kind kind, const struct thread *thread,
                      bool requests)
{
    bool sending = has_trait(kind, SENDS);
    const struct comm *comm = find_comm(call->comm);
    eyes_enter(&(struct open_call){
        .thread = thread->number,
        .serial = thread->call->serial,
        .place = thread->call->place,
        .name = call->number < OTHER_CALLS ? calls[call->number].name
                                           : run->names[call->number - OTHER_CALLS],
        .kind = kind,
        .persistent = call->persistent,
        .starts = requests && !has_trait(kind, ON_REQUESTS),
        .dest = sending ? call->dest : MPI_PROC_NULL,
        .source = sending && kind != KIND_SENDRECV ? MPI_PROC_NULL : call->source,
        .tag = sending ? call->tag : call->recvtag,
        .root = call->root,
        .count = sending || is_collective(kind) ? call->count : call->room,
        .comm = comm});
}

/* A call before MPI_Init or after MPI_Finalize, or one that is not recorded. */
static void outside(const char *name, const void *place)
{
    int there = 0, next = 0;
    if (eyes_sessions)
        return; /* it may do without MPI_Init (MPI 4.0, 11.3) */
    if (!run && directory && PMPI_Initialized(&there) == MPI_SUCCESS && !there) {
        open_log();
        if (run)
            dl_iterate_phdr(note_module, &next);
    }
    if (run)
        eyes_outside(name, place);
}

/* What has completed the request, and has not freed it: the buffer is the program's again. */
static void seen_complete(const MPI_Request *request)
{
    int at = run && *request != MPI_REQUEST_NULL ? find_request(request, UINT64_MAX, 0) : -1;
    if (at >= 0)
        eyes_ended(at);
}

/* In the strict run a collective is entered by nobody before all have come to it, which the standard
 * allows to each (MPI 4.0, 6.1). */
static void wait_for_all(const struct call *call)
{
    if (eyes_strict && find_comm(call->comm))
        PMPI_Barrier(call->comm);
}
#endif

/* The thread, if this call of it is to be noted; or NULL. */
static struct thread *may_enter(const struct call *call, enum kind kind)
{
    if (!directory)
        return NULL;
    if (kind == KIND_INIT && !run)
        open_log();
    if (!run || run->phase > RUNNING || (!self && !new_thread()))
        return NULL;
    if (self->state == INSIDE) {
        /* MPI calls the program, which calls MPI: in MPI_Finalize, or in a handler. */
        if (!has_trait(kind, BY_ITSELF))
            run->full = 1;
        struct comm *freed = call->freed ? find_comm(*call->freed) : NULL;
        if (freed)
            forget_comm(freed);
        if (kind == KIND_FREE_TYPE)
            forget_type(call->datatype);
        return NULL;
    }
    if (counted == ONLY_LOOKS && kind != KIND_ABORT) {
        counted = COUNTED; /* it does more than look */
        count_threads(1);
    }
    return self;
}

/* The two halves of every wrapper: the kind of call, and whether it has to do with requests. In those of
 * the calls that are made most often they are built in, so that the compiler, to which both are constants
 * there, keeps only what the call needs. */
BUILT_IN bool enter_here(const struct call *call, enum kind kind, bool requests, void *address)
{
    struct thread *thread = self;
    if (RARELY(!thread || thread->state != READY) && !(thread = may_enter(call, kind)))
        return false;
    thread->state = INSIDE;

    uint64_t serial = atomic_load_explicit(&thread->now->serial, memory_order_relaxed);
    struct event *event = thread->before;
    struct comm *comm = NULL;
    thread->before = thread->call;
    thread->call = event;
    MPI_Comm handle = kind == KIND_LOOSE && call->freed ? *call->freed : call->comm;
    bool sending = has_trait(kind, SENDS);
    bool receiving = has_trait(kind, ASKS);

    /* The call before goes into the file where that delays nobody: who is about to send does it later. */
    if (!sending)
        keep_held(thread);

    event->leave = 0;
    event->serial = serial / 2 + 1;
    event->place = python.here ? python_place() : (uint64_t)(uintptr_t)address;
    event->comm = event->request = event->bytes = event->received = 0;
    event->dest = event->tag = event->source = event->recvtag = NOBODY;
    event->from = event->fromtag = event->root = NOBODY;
    event->count = call->n;
    event->result = 0;
    event->index = event->repeats = 0;
    event->call = (uint16_t)call->number;
    if (RARELY(thread->found_nothing) && thread->before->call == event->call &&
        thread->before->place == event->place)
        event->repeats = thread->before->repeats + 1; /* unless this one finds something */
    event->type = event->part = 0;
    event->thread = (uint8_t)thread->number;

    if (is_collective(kind) || kind == KIND_MAKE) {
        comm = find_comm(handle);
        event->comm = comm ? comm->identity : 0;
    }
    if (is_collective(kind)) {
        event->count = (int32_t)call->count;
        if (call->count > 0) {
            event->type = (uint8_t)type_index(call->type);
            event->bytes = (uint64_t)call->count * run->types[event->type].size;
        }
    }
    if (receiving) {
        const struct lane *lane = lane_of(1, handle, call->source, call->roomtype);
        thread->comm = lane->comm;
        event->comm = lane->identity;
        event->source = lane->rank;
        event->recvtag = call->recvtag == MPI_ANY_TAG ? ANY : call->recvtag;
        event->type = lane->type;
        event->count = (int32_t)call->room;
        event->bytes = (uint64_t)call->room * lane->size;
    }
    if (sending) {
        const struct lane *lane = lane_of(0, handle, call->dest, call->type);
        event->comm = lane->identity;
        event->dest = lane->rank;
        event->tag = call->tag;
        event->type = lane->type;
        event->count = (int32_t)call->count;
        event->bytes = (uint64_t)call->count * lane->size;
        if (!call->persistent)
            sends(event->comm, event->dest, event->tag, event->bytes, event->place);
    }
    if (kind == KIND_MRECV) {
        tie_message(call->message, false, event);
        event->count = (int32_t)call->room;
        event->type = (uint8_t)type_index(call->roomtype);
        event->bytes = (uint64_t)call->room * run->types[event->type].size;
    }
    if (is_collective(kind) && comm) {
        event->index = atomic_load(&comm->collectives) + 1;
        if (kind == KIND_FROM_ROOT || kind == KIND_TO_ROOT)
            event->root = comm->others ? UNKNOWN : world_rank(comm, call->root);
        comm->order[event->index % ORDER].place = event->place;
        comm->order[event->index % ORDER].root = event->root;
        comm->order[event->index % ORDER].call = event->call;
        atomic_store(&comm->collectives, event->index);
    }
    if (has_trait(kind, ON_REQUESTS)) {
        note_waits(thread, call, serial + 1);
        if ((kind == KIND_WAIT_ALL || kind == KIND_WAIT_ANY) && !all_known(thread, call))
            event->source = UNKNOWN;
        if (kind == KIND_START)
            start_requests(thread, event);
    }
    if (kind == KIND_LOOSE && call->freed && comm)
        forget_comm(comm);
    if (kind == KIND_ABORT) {
        run->status = call->root;
        atomic_store(&run->phase, ABORTED);
    }
    if (kind == KIND_FREE_TYPE)
        forget_type(call->datatype);
    LOOK(tell_eyes(call, kind, thread, requests));
    event->enter = ticks();
    pause_at_random();
    atomic_store_explicit(&thread->now->serial, serial + 1, memory_order_release);
    pause_at_random();
    (void)requests;
    return true;
}

/* The requests that the call has completed: told in its own event, or, where there may be several, each
 * in a part of its own. Returns how many. */
static int completed(struct thread *thread, const struct call *call, struct event *event)
{
    bool some = call->found != NULL;
    int n = call->n, done = 0;
    if (call->flag && !*call->flag)
        return 0;
    if (call->index)
        n = *call->index == MPI_UNDEFINED ? 0 : 1;
    else if (some)
        n = *call->found == MPI_UNDEFINED ? 0 : *call->found;
    for (int i = 0; i < n; i++) {
        int which = call->index ? *call->index : some ? call->indices[i] : i;
        int at = which < thread->waits ? thread->wait[which] : -1;
        if (at < 0 || atomic_load(&run->requests[at].state) != ACTIVE)
            continue;
        MPI_Status *status = call->status == MPI_STATUSES_IGNORE ? NULL : &call->status[i];
        if (call->n == 1 || call->index) {
            complete(at, status, event);
        } else {
            struct event part = *event;
            part.part = 1;
            part.repeats = 0;
            complete(at, status, &part);
            keep(thread, &part, false);
        }
        done++;
    }
    return done;
}

/* What was started stands among the events in parts of the call, as if each had been made there. */
static void keep_started(struct thread *thread, const struct event *event)
{
    for (int i = 0; i < thread->waits; i++) {
        if (thread->wait[i] < 0)
            continue;
        struct event part = *event;
        const struct request *request = &run->requests[thread->wait[i]];
        bool receives = request->kind == KIND_RECV;
        part.part = 1;
        part.request = request->number;
        part.comm = request->comm;
        part.type = request->type;
        part.bytes = request->bytes;
        part.count = request->count;
        *(receives ? &part.source : &part.dest) = request->peer;
        *(receives ? &part.recvtag : &part.tag) = request->tag;
        keep(thread, &part, false);
    }
}

BUILT_IN int leave_here(const struct call *call, enum kind kind, bool requests, int result)
{
    struct thread *thread = self;
    struct thread_now *now = thread->now;
    uint64_t serial = atomic_load_explicit(&now->serial, memory_order_relaxed);
    struct event *event = thread->call;
    bool found_nothing = false;
    event->leave = ticks();
    event->result = result;
    pause_at_random();
    atomic_store_explicit(&now->serial, serial + 1, memory_order_release);
    keep_held(thread);
    pause_at_random();

    if (kind == KIND_INIT && result == MPI_SUCCESS)
        after_init();
    if (result != MPI_SUCCESS && !has_trait(kind, BY_ITSELF) && kind != KIND_OTHER)
        run->full = 1; /* how much of it was done, nobody says */
    if (result == MPI_SUCCESS) {
        if (requests && !has_trait(kind, ON_REQUESTS)) {
            if (event->request == 0) /* that of MPI_Imrecv has the number of its probe */
                event->request = ++numbers;
            add_request(call, kind, event);
        } else if (has_trait(kind, COMPLETES)) {
            found_nothing = completed(thread, call, event) == 0 && kind == KIND_TEST &&
                            !(call->flag && *call->flag);
        } else if (kind == KIND_TEST_MESSAGE && !*call->flag) {
            found_nothing = true;
        } else if (has_trait(kind, ASKS | TAKES) &&
                   (kind == KIND_MRECV || event->source != NOBODY) && call->status &&
                   call->status->MPI_SOURCE != MPI_PROC_NULL) {
            matched(event, kind == KIND_MRECV ? comm_of(run, event->comm) : thread->comm,
                    call->status);
            bool probed = kind == KIND_MRECV || (!has_trait(kind, TAKES) && !call->message);
            if (!probed && call->message && event->comm)
                tie_message(call->message, true, event);
            if (!probed && event->from >= 0)
                count_received(event->comm, event->from, event->fromtag);
        }
        for (int i = 0; i < thread->waits && kind == KIND_FREE_REQUEST; i++) {
            int at = thread->wait[i];
            if (at < 0)
                continue;
            LOOK(eyes_ended(at));
            if (run->requests[at].kind == KIND_RECV && run->requests[at].state == ACTIVE)
                run->requests[at].state = GIVEN_UP;
            else
                remove_request(at);
        }
        if (kind == KIND_START)
            keep_started(thread, event);
        for (int i = 0; i < thread->waits && kind == KIND_CANCEL; i++)
            if (thread->wait[i] >= 0)
                run->requests[thread->wait[i]].cancelled = 1;
        if (kind == KIND_COMMIT_TYPE)
            note_type(*call->datatype, NULL);
        if (call->newcomm)
            add_comm(*call->newcomm, call->number == CALL_MPI_Intercomm_create ? 0 : event->comm,
                     kind == KIND_MAKE ? mix(event->call, (uint64_t)call->tag) : event->call,
                     event->place);
    }
    if (kind == KIND_FINALIZE)
        atomic_store(&run->phase, FINALIZED);

    if (!found_nothing)
        event->repeats = 0;
    thread->held = event;
    thread->found_nothing = found_nothing;
    if (kind == KIND_FINALIZE)
        keep_held(thread);
    thread->state = run->phase == RUNNING ? READY : UNSURE;
    return result;
}

static bool enter(const struct call *call, enum kind kind, bool requests, void *address)
{
    return enter_here(call, kind, requests, address);
}

static int leave(const struct call *call, enum kind kind, bool requests, int result)
{
    return leave_here(call, kind, requests, result);
}

/* --- giving way --- */

static void *looked_at; /* by UCX: its worker */

/* UCX, on which MPICH stands here, looks for something to do by this, without end while a rank waits.
 * Where there are more ranks than cores, those who wait so keep those who work from working. */
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

/* At its end MPICH 4.0 closes the connections to other machines, and then waits, in a read from the launcher,
 * for all ranks to have done so. But to close one that was just made, the rank at the other end has to look
 * as well: over TCP most runs hung for ever. So here it goes on to look. */
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

#if defined(EYES)
#include "wrappers-eyes.h"
#else
#include "wrappers.h"
#endif
