/* The eyes of a diagnosis: see eyes.h. Linked into the recorder, which calls what is here. */
#include "eyes/eyes.h"

#include "eyes/types.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Of the sanitizers that the program may have been built with; NULL if it was not. */
#define WEAK __attribute__((weak))
/* NOLINTBEGIN(bugprone-reserved-identifier): the names are theirs */
WEAK void *__tsan_get_current_fiber(void);
WEAK void *__tsan_create_fiber(unsigned flags);
WEAK void __tsan_destroy_fiber(void *fiber);
WEAK void __tsan_switch_to_fiber(void *fiber, unsigned flags);
WEAK void __tsan_acquire(void *address);
WEAK void __tsan_release(void *address);
WEAK void __tsan_read_range(void *address, unsigned long size);
WEAK void __tsan_write_range(void *address, unsigned long size);
WEAK int __tsan_get_report_mop(void *report, unsigned long index, int *thread, void **address,
                               int *size, int *write, int *atomic, void **trace,
                               unsigned long room);
WEAK void AnnotateIgnoreReadsBegin(const char *file, int line);
WEAK void AnnotateIgnoreReadsEnd(const char *file, int line);
WEAK void AnnotateIgnoreWritesBegin(const char *file, int line);
WEAK void AnnotateIgnoreWritesEnd(const char *file, int line);
WEAK void *__asan_region_is_poisoned(void *begin, size_t size);
WEAK void *__asan_get_report_pc(void);
WEAK const char *__asan_get_report_description(void);
WEAK void __ubsan_get_current_report_data(const char **kind, const char **message,
                                          const char **file, unsigned *line, unsigned *column,
                                          char **address);
/* NOLINTEND(bugprone-reserved-identifier) */
enum { WITHOUT_SYNCHRONIZATION = 1 };

enum { NOTES = 1 << 17, OBJECTS = 4096, BLOCKS = 4096 };

bool eyes_strict, eyes_sessions;
static struct rank_log *run;
static int notes = -1;
static atomic_int noted;
static _Thread_local struct open_call open_call;
/* MPI, about what the program has given it: that is not the program's call. */
static _Thread_local bool asking;

__attribute__((format(printf, 1, 2))) static void note(const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length <= 0 || notes < 0)
        length = 0;
    for (int i = 0; i < length - 1; i++)
        if (text[i] == '\n')
            text[i] = ' ';
    if (length > 0 && write(notes, text, (size_t)length) < 0)
        notes = -1;
    free(text);
}

/* Whether one more of the notes that every call makes fits in; the first that does not is told. */
static bool fits_in(void)
{
    int count = atomic_fetch_add(&noted, 1);
    if (count == NOTES)
        note("full\n");
    return count < NOTES;
}

void eyes_open(struct rank_log *log, int file)
{
    run = log;
    notes = file;
    eyes_strict = getenv("TRACE_STRICT") != NULL;
}

/* --- errors that would end the program --- */

static const char *class_of(int code)
{
    static const struct {
        int class;
        const char *name;
    } classes[] = {{MPI_ERR_TRUNCATE, "truncate"}, {MPI_ERR_RANK, "rank"},
                   {MPI_ERR_TAG, "tag"},           {MPI_ERR_COUNT, "count"},
                   {MPI_ERR_TYPE, "type"},         {MPI_ERR_COMM, "communicator"},
                   {MPI_ERR_ROOT, "root"},         {MPI_ERR_OP, "operation"},
                   {MPI_ERR_BUFFER, "buffer"},     {MPI_ERR_REQUEST, "request"},
                   {MPI_ERR_GROUP, "group"},       {MPI_ERR_TOPOLOGY, "topology"},
                   {MPI_ERR_DIMS, "dimensions"},   {MPI_ERR_IN_STATUS, "in status"},
                   {MPI_ERR_ARG, "argument"}};
    int class = MPI_ERR_OTHER;
    PMPI_Error_class(code, &class);
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (classes[i].class == class)
            return classes[i].name;
    return "other";
}

/* NOLINTNEXTLINE(readability-non-const-parameter): MPI asks for such a function */
static void refused(MPI_Comm *comm, int *code, ...)
{
    (void)comm;
    char words[MPI_MAX_ERROR_STRING] = "";
    int length, size = open_call.comm ? open_call.comm->size : -1;
    if (asking)
        return;
    if (open_call.comm && open_call.comm->others > 0)
        size = open_call.comm->others;
    PMPI_Error_string(*code, words, &length);
    note("refused\t%s\t%#llx\t%s\t%d\t%d\t%d\t%lld\t%d\t%d\t%s\n",
         open_call.name ? open_call.name : "MPI", (unsigned long long)open_call.place,
         class_of(*code), open_call.dest, open_call.source, open_call.tag, open_call.count,
         open_call.root, size, words);
    run->status = 1;
    atomic_store(&run->phase, ABORTED);
    PMPI_Abort(MPI_COMM_WORLD, 1);
}

MPI_Errhandler eyes_handler(void)
{
    static MPI_Errhandler handler;
    static bool there;
    if (!there)
        PMPI_Comm_create_errhandler(refused, &handler);
    there = true;
    return handler;
}

void eyes_errors(void)
{
    PMPI_Comm_set_errhandler(MPI_COMM_WORLD, eyes_handler());
    PMPI_Comm_set_errhandler(MPI_COMM_SELF, eyes_handler());
}

void eyes_outside(const char *name, const void *place)
{
    int there = 0, gone = 0;
    PMPI_Initialized(&there);
    PMPI_Finalized(&gone);
    open_call = (struct open_call){.name = name, .place = (uint64_t)(uintptr_t)place};
    if (!there || gone)
        note("outside\t%s\t%s\t%#llx\n", gone ? "after" : "before", name,
             (unsigned long long)(uintptr_t)place);
}

/* --- what is made, and not freed --- */

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

/* --- the data of a call --- */

/* What one call reads or writes in one piece. */
struct part {
    const char *at;
    long long count;
    MPI_Datatype type;
};

/* What goes to each rank, or comes from each, of a collective; or what goes or comes at all. */
struct parts {
    int count;
    struct part *part;
};

static void add_part(struct parts *parts, const void *at, MPI_Aint offset, long long count,
                     MPI_Datatype type)
{
    struct part *more = realloc(parts->part, (size_t)(parts->count + 1) * sizeof *more);
    if (!more)
        return;
    parts->part = more;
    more[parts->count++] = (struct part){(const char *)at + offset, count, type};
}

/* `n` of the same size, one after the other. */
static void add_row(struct parts *parts, int n, const void *at, long long count, MPI_Datatype type)
{
    MPI_Aint lower, extent = 0;
    if (type != MPI_DATATYPE_NULL)
        PMPI_Type_get_extent(type, &lower, &extent);
    for (int i = 0; i < n; i++)
        add_part(parts, at, (MPI_Aint)(i * count) * extent, count, type);
}

/* `n` of different sizes and places, in items; or, with types, in bytes. */
static void add_places(struct parts *parts, int n, const void *at, const int *counts,
                       const int *displs, MPI_Datatype type, const MPI_Datatype *types)
{
    MPI_Aint lower, extent = 1;
    if (!types && type != MPI_DATATYPE_NULL)
        PMPI_Type_get_extent(type, &lower, &extent);
    for (int i = 0; i < n && counts && displs; i++)
        add_part(parts, at, displs[i] * extent, counts[i], types ? types[i] : type);
}

/* The name of a collective without its MPI_, and without the I of one that does not block. */
static const char *family_of(const struct open_call *call)
{
    const char *name = call->name + strlen("MPI_");
    return call->starts && name[0] == 'I' ? name + 1 : name;
}

static bool is(const char *family, const char *name)
{
    size_t length = strlen(name);
    return strncasecmp(family, name, length) == 0 &&
           (family[length] == '\0' || strcmp(family + length, "_c") == 0);
}

/* What all ranks have to give alike: the signature of one reduction, or of each part of it. */
static bool is_reduction(const char *family)
{
    return is(family, "reduce") || is(family, "allreduce") || is(family, "scan") ||
           is(family, "exscan") || is(family, "reduce_scatter") ||
           is(family, "reduce_scatter_block");
}

/* The data of a collective on one group, as it stands at this rank; nothing if it is not known. */
static void parts_of_collective(const struct given *g, const struct comm *comm, const char *family,
                                int root, struct parts *send, struct parts *receive)
{
    int n = comm->size, me = comm->rank;
    /* NOLINTNEXTLINE(performance-no-int-to-ptr) */
    bool sends = g->sendbuf != MPI_IN_PLACE, receives = g->recvbuf != MPI_IN_PLACE;
    if (is(family, "bcast")) {
        add_part(me == root ? send : receive, g->buf, 0, g->count, g->datatype);
    } else if (is(family, "reduce")) {
        if (sends)
            add_part(send, g->sendbuf, 0, g->count, g->datatype);
        if (me == root)
            add_part(receive, g->recvbuf, 0, g->count, g->datatype);
    } else if (is(family, "allreduce") || is(family, "scan") || is(family, "exscan")) {
        if (sends)
            add_part(send, g->sendbuf, 0, g->count, g->datatype);
        /* On rank 0 of MPI_Exscan nothing comes (MPI 4.0, 6.11.2). */
        if (me > 0 || !sends || !is(family, "exscan"))
            add_part(receive, g->recvbuf, 0, g->count, g->datatype);
    } else if (is(family, "reduce_scatter_block")) {
        if (sends)
            add_row(send, n, g->sendbuf, g->recvcount, g->datatype);
        add_part(receive, g->recvbuf, 0, g->recvcount, g->datatype);
    } else if (is(family, "reduce_scatter") && g->recvcounts) {
        long long sum = 0;
        for (int i = 0; i < n; i++)
            sum += g->recvcounts[i];
        if (sends)
            add_part(send, g->sendbuf, 0, sum, g->datatype);
        add_part(receive, g->recvbuf, 0, g->recvcounts[me], g->datatype);
    } else if (is(family, "gather") || is(family, "gatherv")) {
        if (sends)
            add_part(send, g->sendbuf, 0, g->sendcount, g->sendtype);
        if (me == root && is(family, "gather"))
            add_row(receive, n, g->recvbuf, g->recvcount, g->recvtype);
        else if (me == root)
            add_places(receive, n, g->recvbuf, g->recvcounts, g->displs, g->recvtype, NULL);
    } else if (is(family, "scatter") || is(family, "scatterv")) {
        if (me == root && is(family, "scatter"))
            add_row(send, n, g->sendbuf, g->sendcount, g->sendtype);
        else if (me == root)
            add_places(send, n, g->sendbuf, g->sendcounts, g->displs, g->sendtype, NULL);
        if (receives)
            add_part(receive, g->recvbuf, 0, g->recvcount, g->recvtype);
    } else if (is(family, "allgather") || is(family, "allgatherv")) {
        if (sends)
            add_part(send, g->sendbuf, 0, g->sendcount, g->sendtype);
        if (is(family, "allgather"))
            add_row(receive, n, g->recvbuf, g->recvcount, g->recvtype);
        else
            add_places(receive, n, g->recvbuf, g->recvcounts, g->displs, g->recvtype, NULL);
    } else if (is(family, "alltoall")) {
        if (sends)
            add_row(send, n, g->sendbuf, g->sendcount, g->sendtype);
        add_row(receive, n, g->recvbuf, g->recvcount, g->recvtype);
    } else if (is(family, "alltoallv") || is(family, "alltoallw")) {
        if (sends)
            add_places(send, n, g->sendbuf, g->sendcounts, g->sdispls, g->sendtype, g->sendtypes);
        add_places(receive, n, g->recvbuf, g->recvcounts, g->rdispls, g->recvtype, g->recvtypes);
    }
}

static void print_parts(FILE *to, const struct parts *parts)
{
    if (parts->count == 0)
        fputs("-", to);
    for (int i = 0; i < parts->count; i++) {
        if (i > 0)
            fputs("|", to);
        print_signature(to, parts->part[i].type, parts->part[i].count);
    }
}

/* Those of all parts, or of one, as a text of its own. */
static char *signatures(const struct parts *parts)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    if (!to)
        return NULL;
    print_parts(to, parts);
    fclose(to);
    return text;
}

static void note_collective(const struct given *g, const char *family, const struct parts *send,
                            const struct parts *receive)
{
    static const struct {
        MPI_Op op;
        const char *name;
    } names[] = {{MPI_SUM, "MPI_SUM"},   {MPI_PROD, "MPI_PROD"},     {MPI_MAX, "MPI_MAX"},
                 {MPI_MIN, "MPI_MIN"},   {MPI_LAND, "MPI_LAND"},     {MPI_LOR, "MPI_LOR"},
                 {MPI_LXOR, "MPI_LXOR"}, {MPI_BAND, "MPI_BAND"},     {MPI_BOR, "MPI_BOR"},
                 {MPI_BXOR, "MPI_BXOR"}, {MPI_MAXLOC, "MPI_MAXLOC"}, {MPI_MINLOC, "MPI_MINLOC"}};
    const char *op = "-";
    char *same = NULL, *sends = NULL, *receives = NULL;
    if (is_reduction(family)) {
        struct parts all = {0};
        op = "one of its own";
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
            if (names[i].op == g->op)
                op = names[i].name;
        if (is(family, "reduce_scatter"))
            for (int i = 0; g->recvcounts && i < open_call.comm->size; i++)
                add_part(&all, NULL, 0, g->recvcounts[i], g->datatype);
        else
            add_part(&all, NULL, 0, is(family, "reduce_scatter_block") ? g->recvcount : g->count,
                     g->datatype);
        same = signatures(&all);
        free(all.part);
    } else {
        sends = signatures(send);
        receives = signatures(receive);
    }
    if (fits_in())
        note("collective\t%d.%llu\t%s\t%s\t%s\t%s\n", open_call.thread,
             (unsigned long long)open_call.serial, op, same ? same : "-", sends ? sends : "-",
             receives ? receives : "-");
    free(same);
    free(sends);
    free(receives);
}

/* --- the memory of a call --- */

struct block {
    char *at;
    size_t bytes;
    bool write;
};

struct blocks {
    int count, room;
    struct block *block;
    const char *base;
    bool write, well;
};

static bool add_block(void *to, MPI_Datatype basic, MPI_Aint at, long long count)
{
    struct blocks *blocks = to;
    MPI_Aint lower, extent;
    PMPI_Type_get_extent(basic, &lower, &extent);
    struct block *last = blocks->count > 0 ? &blocks->block[blocks->count - 1] : NULL;
    char *from = (char *)blocks->base + at;
    if (last && last->write == blocks->write && last->at + last->bytes == from) {
        last->bytes += (size_t)(count * extent);
        return true;
    }
    if (blocks->count == BLOCKS)
        return blocks->well = false;
    if (!blocks->block || blocks->count == blocks->room) {
        int room = 2 * blocks->room + 1;
        struct block *more = realloc(blocks->block, (size_t)room * sizeof *more);
        if (!more)
            return blocks->well = false;
        blocks->block = more;
        blocks->room = room;
    }
    blocks->block[blocks->count++] = (struct block){from, (size_t)(count * extent), blocks->write};
    return true;
}

static void add_blocks(struct blocks *blocks, const struct parts *parts, bool write)
{
    blocks->write = write;
    for (int i = 0; i < parts->count && blocks->well; i++) {
        blocks->base = parts->part[i].at;
        if (parts->part[i].count > 0)
            blocks->well =
                visit_items(parts->part[i].type, parts->part[i].count, add_block, blocks);
    }
}

/* Whether the sanitizer knows of memory in it that is not the program's: how many bytes come before. */
static void look_for_overrun(const struct blocks *blocks, bool write)
{
    size_t before = 0;
    for (int i = 0; i < blocks->count; i++) {
        const struct block *block = &blocks->block[i];
        if (block->write != write)
            continue;
        const char *bad = __asan_region_is_poisoned(block->at, block->bytes);
        if (bad) {
            before += (size_t)(bad - block->at);
            note("overrun\t%d.%llu\t%s\t%zu\n", open_call.thread,
                 (unsigned long long)open_call.serial, write ? "receive" : "send", before);
            return;
        }
        before += block->bytes;
    }
}

/* --- buffers that a call has until its end: told to ThreadSanitizer as another thread's --- */

enum { REACHES = 256 }; /* calls such as MPI_Get that are not complete; of more nothing is told */

/* What stands behind a request of the log's; and behind what reaches into the memory of another rank. */
static struct pending {
    struct blocks blocks;
    void *fiber;
    const char *name;
    uint64_t place;
    char *send, *receive; /* signatures */
    bool active;
} pending[REQUESTS + REACHES];
static MPI_Win window_of[REACHES];
static _Thread_local struct pending made; /* by the open call; its request is known later */
static _Thread_local uint64_t touching;   /* the place of the call whose buffer we touch */

static void touch(const struct blocks *blocks)
{
    for (int i = 0; i < blocks->count; i++)
        (blocks->block[i].write ? __tsan_write_range : __tsan_read_range)(blocks->block[i].at,
                                                                          blocks->block[i].bytes);
}

static void begin(struct pending *request)
{
    request->active = true;
    if (!__tsan_create_fiber || !request->blocks.well)
        return;
    void *program = __tsan_get_current_fiber();
    request->fiber = __tsan_create_fiber(0);
    touching = request->place;
    __tsan_switch_to_fiber(request->fiber, 0);
    touch(&request->blocks);
    __tsan_release(request);
    __tsan_switch_to_fiber(program, WITHOUT_SYNCHRONIZATION);
    touching = 0;
}

static void end(struct pending *request)
{
    request->active = false;
    if (!request->fiber)
        return;
    __tsan_acquire(request);
    __tsan_destroy_fiber(request->fiber);
    request->fiber = NULL;
}

static const struct pending *pending_at(const char *address, int size, bool write)
{
    for (int i = 0; i < REQUESTS + REACHES; i++)
        for (int k = 0; pending[i].active && k < pending[i].blocks.count; k++) {
            const struct block *block = &pending[i].blocks.block[k];
            if (address < block->at + block->bytes && address + size > block->at &&
                (write || block->write))
                return &pending[i];
        }
    return NULL;
}

/* The call of ThreadSanitizer's at each race. The first of its two accesses is the present one. */
/* NOLINTBEGIN(bugprone-reserved-identifier) */
void __tsan_on_report(void *report);
void __tsan_on_report(void *report)
/* NOLINTEND(bugprone-reserved-identifier) */
{
    int thread, size = 0, write = 0, atomic;
    void *address = NULL, *trace[16] = {0};
    uint64_t place = touching;
    if (!run || !__tsan_get_report_mop(report, 0, &thread, &address, &size, &write, &atomic, trace,
                                       sizeof trace / sizeof trace[0]))
        return;
    const struct pending *request = pending_at(address, size, write);
    for (int i = 0; i < 16 && trace[i] && !place; i++) {
        uint64_t at = (uint64_t)(uintptr_t)trace[i];
        if (at >= run->modules[0].from && at < run->modules[0].to)
            place = at;
    }
    if (request && place)
        note("touched\t%s\t%#llx\t%s\t%#llx\t%s\n", write ? "write" : "read",
             (unsigned long long)place, request->name, (unsigned long long)request->place,
             request->blocks.block[0].write ? "write" : "read");
}

void eyes_quiet(bool on)
{
    if (!AnnotateIgnoreReadsBegin)
        return;
    if (on) {
        AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
        AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    } else {
        AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
        AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
    }
}

/* NOLINTBEGIN(clang-analyzer-unix.Malloc): it does not see that what was moved has been emptied */
static void forget(struct pending *request)
{
    free(request->blocks.block);
    free(request->send);
    free(request->receive);
    *request = (struct pending){0};
}
/* NOLINTEND(clang-analyzer-unix.Malloc) */

void eyes_request(int at)
{
    end(&pending[at]);
    forget(&pending[at]);
    pending[at] = made;
    made = (struct pending){0};
    if (!open_call.persistent)
        begin(&pending[at]);
}

void eyes_started(int at, uint64_t number)
{
    for (int side = 0; side < 2; side++) {
        const char *signature = side ? pending[at].receive : pending[at].send;
        if (signature && fits_in())
            note("message\tR.%llu\t%s\t%s\n", (unsigned long long)number, side ? "receive" : "send",
                 signature);
    }
    begin(&pending[at]);
}

void eyes_ended(int at)
{
    end(&pending[at]);
}

void eyes_reached(const char *name, const void *at, long long count, MPI_Datatype type, bool write,
                  int target, MPI_Win win, const void *place)
{
    int i = 0;
    while (i < REACHES && pending[REQUESTS + i].active)
        i++;
    if (!__tsan_create_fiber || target == MPI_PROC_NULL || i == REACHES)
        return;
    struct parts parts = {0};
    struct pending reach = {
        .blocks = {.well = true}, .name = name, .place = (uint64_t)(uintptr_t)place};
    asking = true;
    add_part(&parts, at, 0, count, type);
    add_blocks(&reach.blocks, &parts, write);
    asking = false;
    free(parts.part);
    pending[REQUESTS + i] = reach;
    window_of[i] = win;
    begin(&pending[REQUESTS + i]);
}

void eyes_synchronized(MPI_Win win)
{
    for (int i = 0; i < REACHES; i++)
        if (pending[REQUESTS + i].active && window_of[i] == win) {
            end(&pending[REQUESTS + i]);
            forget(&pending[REQUESTS + i]);
        }
}

/* --- the sanitizers' own findings --- */

/* NOLINTBEGIN(bugprone-reserved-identifier) */
void __asan_on_error(void);
void __asan_on_error(void)
/* NOLINTEND(bugprone-reserved-identifier) */
{
    const char *words = __asan_get_report_description ? __asan_get_report_description() : "";
    note("memory\t%#llx\t%s\n", (unsigned long long)(uintptr_t)__asan_get_report_pc(), words);
}

/* NOLINTBEGIN(bugprone-reserved-identifier) */
void __ubsan_on_report(void);
void __ubsan_on_report(void)
/* NOLINTEND(bugprone-reserved-identifier) */
{
    const char *kind = "", *message = "", *file = "";
    unsigned line = 0, column;
    char *address;
    __ubsan_get_current_report_data(&kind, &message, &file, &line, &column, &address);
    note("undefined\t%s\t%u\t%s\n", file, line, message);
}

/* --- a call --- */

void eyes_enter(const struct open_call *call)
{
    open_call = *call;
}

static void note_message(const char *way, const char *signature)
{
    if (signature && !open_call.persistent && fits_in())
        note("message\t%d.%llu\t%s\t%s\n", open_call.thread, (unsigned long long)open_call.serial,
             way, signature);
}

static void look_at_type(MPI_Datatype type, long long count)
{
    int at = count > 0 ? find_object(DATATYPE, (uint64_t)(uintptr_t)type) : -1;
    if (at >= 0 && !objects[at].committed)
        note("uncommitted\t%d.%llu\t%s\t%#llx\n", open_call.thread,
             (unsigned long long)open_call.serial, objects[at].name,
             (unsigned long long)objects[at].place);
}

static void look_at_data(const struct given *g)
{
    struct parts send = {0}, receive = {0};
    struct blocks blocks = {.well = true};
    enum kind kind = open_call.kind;
    bool two = kind == KIND_SENDRECV && !g->buf; /* buffers; MPI_Sendrecv_replace has one */
    forget(&made);
    if (is_collective(kind)) {
        /* Between two groups each side gives what the other takes: not looked at. */
        if (!open_call.comm || open_call.comm->others > 0)
            return;
        parts_of_collective(g, open_call.comm, family_of(&open_call), open_call.root, &send,
                            &receive);
        if (send.count + receive.count > 0)
            note_collective(g, family_of(&open_call), &send, &receive);
    } else if (has_trait(kind, SENDS | TAKES)) {
        /* Who sends to nobody reads nothing; of MPI_Sendrecv each side is asked for by itself. */
        struct part one = {g->buf, g->count, g->datatype};
        struct part out = two ? (struct part){g->sendbuf, g->sendcount, g->sendtype} : one;
        struct part in = two ? (struct part){g->recvbuf, g->recvcount, g->recvtype} : one;
        if (open_call.dest != MPI_PROC_NULL)
            add_part(&send, out.at, 0, out.count, out.type);
        if (open_call.source != MPI_PROC_NULL || kind == KIND_MRECV)
            add_part(&receive, in.at, 0, in.count, in.type);
        made.send = send.count ? signatures(&send) : NULL;
        made.receive = receive.count ? signatures(&receive) : NULL;
        note_message("send", made.send);
        note_message("receive", made.receive);
        if (kind == KIND_RECV && open_call.source == MPI_ANY_SOURCE)
            note("wildcard\t%d.%llu\t%s\n", open_call.thread, (unsigned long long)open_call.serial,
                 g->ignored ? "ignored" : "kept");
    }
    for (int i = 0; i < send.count; i++)
        look_at_type(send.part[i].type, send.part[i].count);
    for (int i = 0; i < receive.count; i++)
        look_at_type(receive.part[i].type, receive.part[i].count);
    if (__tsan_create_fiber || __asan_region_is_poisoned) {
        add_blocks(&blocks, &send, false);
        add_blocks(&blocks, &receive, true);
    }
    if (__asan_region_is_poisoned) {
        look_for_overrun(&blocks, false);
        look_for_overrun(&blocks, true);
    }
    if (__tsan_create_fiber && !open_call.starts && blocks.well) {
        touching = open_call.place;
        touch(&blocks);
        touching = 0;
    }
    made.blocks = blocks;
    made.name = open_call.name;
    made.place = open_call.place;
    if (!open_call.starts)
        forget(&made);
    free(send.part);
    free(receive.part);
}

void eyes_before(const struct given *given)
{
    asking = true;
    look_at_data(given);
    asking = false;
}

/* --- the strict run, and that of another order --- */

int eyes_sendrecv(const void *sendbuf, int sendcount, MPI_Datatype sendtype, int dest, int sendtag,
                  void *recvbuf, int recvcount, MPI_Datatype recvtype, int source, int recvtag,
                  MPI_Comm comm, MPI_Status *status)
{
    MPI_Request requests[2];
    MPI_Status statuses[2] = {0};
    int result = PMPI_Irecv(recvbuf, recvcount, recvtype, source, recvtag, comm, &requests[0]);
    if (result == MPI_SUCCESS)
        result = PMPI_Issend(sendbuf, sendcount, sendtype, dest, sendtag, comm, &requests[1]);
    if (result == MPI_SUCCESS)
        result = PMPI_Waitall(2, requests, statuses);
    if (result == MPI_ERR_IN_STATUS)
        result = statuses[0].MPI_ERROR ? statuses[0].MPI_ERROR : statuses[1].MPI_ERROR;
    if (status != MPI_STATUS_IGNORE)
        *status = statuses[0];
    return result;
}

/* TRACE_ORDER=low, high or mixed: of the messages that a wildcard could take, that of the lowest rank, of the
 * highest, or of each in turn. Until those of all others are there it waits a little, as long as there is
 * patience left. */
static int choose_source(int tag, MPI_Comm comm)
{
    enum { EACH_US = 50000, STEP_US = 500 };
    static atomic_int patience = 400000;
    static atomic_uint turns;
    const char *order = getenv("TRACE_ORDER");
    int size = 0, inter = 0, source = MPI_ANY_SOURCE;
    if (!order)
        return source;
    bool low = order[0] == 'l' || (order[0] == 'm' && atomic_fetch_add(&turns, 1) % 2 == 0);
    PMPI_Comm_test_inter(comm, &inter);
    (inter ? PMPI_Comm_remote_size : PMPI_Comm_size)(comm, &size);
    for (int waited = 0;; waited += STEP_US) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            int there = 0, rank = low ? size - 1 - i : i;
            PMPI_Iprobe(rank, tag, comm, &there, MPI_STATUS_IGNORE);
            source = there ? rank : source;
            count += there;
        }
        if (count >= size - 1 || waited >= EACH_US || atomic_load(&patience) <= 0)
            return source;
        usleep(STEP_US);
        atomic_fetch_sub(&patience, STEP_US);
    }
}

int eyes_irecv(void *buf, int count, MPI_Datatype datatype, int source, int tag, MPI_Comm comm,
               MPI_Request *request)
{
    if (source == MPI_ANY_SOURCE)
        source = choose_source(tag, comm);
    return PMPI_Irecv(buf, count, datatype, source, tag, comm, request);
}

int eyes_recv(void *buf, int count, MPI_Datatype datatype, int source, int tag, MPI_Comm comm,
              MPI_Status *status)
{
    if (source == MPI_ANY_SOURCE && getenv("TRACE_ORDER")) {
        PMPI_Probe(MPI_ANY_SOURCE, tag, comm, MPI_STATUS_IGNORE);
        source = choose_source(tag, comm);
    }
    return PMPI_Recv(buf, count, datatype, source, tag, comm, status);
}
