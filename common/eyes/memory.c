/* What the sanitizers know, if the program was built with one: to ThreadSanitizer a call that is not completed is another
 * thread, which touches the buffer. */
#include "eyes/parts.h"

#include "eyes/typemap.h"

#include <stdlib.h>

/* Functions of the sanitizers; NULL if the program was built without them. */
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

enum { BLOCKS = 4096 };

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

/* Notes it if the sanitizer knows that some of the memory is not the program's, and how many bytes come before that. */
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
            note("overrun\t%d.%llu\t%s\t%zu\n", eyes_call.thread,
                 (unsigned long long)eyes_call.serial, write ? "receive" : "send", before);
            return;
        }
        before += block->bytes;
    }
}

/* --- buffers that a call has until its end: told to ThreadSanitizer as another thread's --- */

enum { REACHES = 256 }; /* open calls such as MPI_Get; more are not looked at */

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
    if (!eyes_log || !__tsan_get_report_mop(report, 0, &thread, &address, &size, &write, &atomic,
                                            trace, sizeof trace / sizeof trace[0]))
        return;
    const struct pending *request = pending_at(address, size, write);
    for (int i = 0; i < 16 && trace[i] && !place; i++) {
        uint64_t at = (uint64_t)(uintptr_t)trace[i];
        if (at >= eyes_log->modules[0].from && at < eyes_log->modules[0].to)
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
    if (!eyes_call.persistent)
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
    eyes_asking = true;
    add_part(&parts, at, 0, count, type);
    add_blocks(&reach.blocks, &parts, write);
    eyes_asking = false;
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

void look_at_memory(const struct parts *send, const struct parts *receive, char *send_signature,
                    char *receive_signature)
{
    forget(&made);
    made = (struct pending){
        .blocks = {.well = true}, .name = eyes_call.name, .place = eyes_call.place};
    made.send = send_signature;
    made.receive = receive_signature;
    if (__tsan_create_fiber || __asan_region_is_poisoned) {
        add_blocks(&made.blocks, send, false);
        add_blocks(&made.blocks, receive, true);
    }
    if (__asan_region_is_poisoned) {
        look_for_overrun(&made.blocks, false);
        look_for_overrun(&made.blocks, true);
    }
    if (__tsan_create_fiber && !eyes_call.starts && made.blocks.well) {
        touching = eyes_call.place;
        touch(&made.blocks);
        touching = 0;
    }
    if (!eyes_call.starts)
        forget(&made);
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
