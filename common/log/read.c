#include "log/read.h"

#include "calls.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

void add(struct text *text, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int more = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (more < 0)
        return;
    size_t needed = text->length + (size_t)more + 1;
    if (needed > text->room) {
        char *words = realloc(text->words, 2 * needed);
        if (!words)
            return;
        text->words = words;
        text->room = 2 * needed;
    }
    va_start(args, format);
    vsnprintf(text->words + text->length, text->room - text->length, format, args);
    va_end(args);
    text->length += (size_t)more;
}

void *need(void *memory)
{
    if (!memory) {
        fputs("There is not enough memory for a run of this size\n", stderr);
        exit(1);
    }
    return memory;
}

static void *map(const char *path, size_t least, size_t *bytes)
{
    struct stat stat;
    void *data = MAP_FAILED;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return NULL;
    if (fstat(file, &stat) == 0 && (size_t)stat.st_size >= least && stat.st_size > 0) {
        *bytes = (size_t)stat.st_size;
        data = mmap(NULL, *bytes, PROT_READ, MAP_SHARED, file, 0);
    }
    close(file);
    return data == MAP_FAILED ? NULL : data;
}

const struct rank_log *open_rank(const char *directory, int rank)
{
    char path[4200];
    size_t bytes;
    snprintf(path, sizeof path, "%s/rank-%d", directory, rank);
    struct rank_log *log = map(path, sizeof *log, &bytes);
    if (log && (memcmp(log->magic, "MPILOG", 7) != 0 || log->version != LOG_VERSION ||
                log->bytes != sizeof *log)) {
        munmap(log, bytes);
        return NULL;
    }
    return log;
}

const struct event *open_events(const char *directory, const struct rank_log *log, int thread,
                                size_t *count)
{
    char path[4200];
    size_t bytes = 0;
    snprintf(path, sizeof path, "%s/rank-%d.%d", directory, log->rank, thread);
    const struct event *events = map(path, sizeof *events, &bytes);
    *count = atomic_load(&log->now[thread].kept);
    if (bytes / sizeof *events < *count)
        *count = bytes / sizeof *events;
    return *count ? events : NULL;
}

const char *open_prints(const char *directory, int rank, size_t *bytes)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/rank-%d.out", directory, rank);
    *bytes = 0;
    return map(path, sizeof(struct print), bytes);
}

const char *next_print(const char *data, size_t bytes, size_t *at, struct print *print)
{
    if (!data || *at + sizeof *print > bytes)
        return NULL;
    memcpy(print, data + *at, sizeof *print);
    *at += sizeof *print;
    if (print->length > bytes - *at)
        print->length = (uint32_t)(bytes - *at);
    *at += print->length;
    return data + *at - print->length;
}

const char *name_of_call(const struct rank_log *log, int call)
{
    if (call >= OTHER_CALLS && call < OTHER_CALLS + NAMES)
        return log->names[call - OTHER_CALLS];
    return call >= 0 && call < CALLS ? calls[call].name : "an unknown call";
}

bool all_wait_for_all;

enum kind kind_of_call(int call)
{
    enum kind kind = call >= 0 && call < CALLS ? calls[call].kind : KIND_OTHER;
    bool frees = call == CALL_MPI_Comm_free || call == CALL_MPI_Comm_disconnect;
    bool waits = all_wait_for_all && is_collective(kind) && !frees && !is_nonblocking(call);
    return waits ? KIND_ALL : kind;
}

bool makes_persistent(int call)
{
    const char *name = call >= 0 && call < CALLS ? calls[call].name : "";
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, "_init") == 0;
}

bool is_nonblocking(int call)
{
    const char *name = call >= 0 && call < CALLS ? calls[call].name : "";
    if (makes_persistent(call))
        return true;
    return strncmp(name, "MPI_I", 5) == 0 && strncmp(name, "MPI_In", 6) != 0 &&
           calls[call].kind != KIND_TEST_MESSAGE;
}

bool continues(const struct event *look, const struct event *kept)
{
    return look->repeats > 0 && !kept->part && look->serial - look->repeats == kept->serial;
}

bool latest_call(const struct rank_log *log, int thread, struct event *call, uint64_t *serial)
{
    const struct thread_now *now = &log->now[thread];
    bool moved = true;
    /* Who polls makes millions of calls a second, maybe one while they are copied. */
    for (int tries = 0; moved && tries < 1000; tries++) {
        *serial = atomic_load_explicit(&now->serial, memory_order_acquire);
        *call = now->calls[(*serial + 1) / 2 % 2];
        atomic_thread_fence(memory_order_acquire);
        moved = *serial != atomic_load_explicit(&now->serial, memory_order_relaxed);
    }
    return *serial % 2 == 1 && !moved;
}

bool is_active(const struct request *request)
{
    uint32_t state = atomic_load(&request->state);
    return state == 1 || state == 3;
}

bool waits_for(const struct event *call, const struct request *request)
{
    return is_active(request) && request->waiting == call->serial * 2 - 1 &&
           request->waiter == call->thread;
}

int members_of(const struct comm *comm)
{
    return comm->size + comm->others;
}

int32_t member(const struct rank_log *log, const struct comm *comm, int i)
{
    uint32_t at =
        i < comm->size ? comm->group + (uint32_t)i : comm->remote + (uint32_t)(i - comm->size);
    return at < MEMBERS ? log->members[at] : UNKNOWN;
}

/* What addr2line says of an address: path:line, or nothing where the program was compiled without -g. */
static void ask_addr2line(const char *program, uint64_t address, char *line, size_t room)
{
    int ends[2];
    char number[32];
    size_t length = 0;
    ssize_t got = 0;
    line[0] = '\0';
    snprintf(number, sizeof number, "0x%llx", (unsigned long long)address);
    if (pipe(ends) != 0)
        return;
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, 0);
        dup2(ends[1], 1);
        dup2(nowhere, 2);
        execlp("addr2line", "addr2line", "-e", program, number, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    while (child > 0 && length < room - 1 &&
           (got = read(ends[0], line + length, room - 1 - length)) > 0)
        length += (size_t)got;
    close(ends[0]);
    if (child > 0)
        waitpid(child, NULL, 0);
    line[length] = '\0';
    line[strcspn(line, "\n")] = '\0';
    char *more = strstr(line, " (discriminator");
    if (more)
        *more = '\0';
    if (line[0] == '?' || strstr(line, ":?") || strstr(line, ":0"))
        line[0] = '\0';
}

const struct source_line *line_of(const struct rank_log *log, uint64_t place)
{
    static struct {
        uint64_t address;
        const char *program;
        const struct rank_log *log; /* whose lines of an interpreted program they are */
        struct source_line line;
    } known[1024], *entry;
    const struct rank_log *owner = (place & INTERPRETED) ? log : NULL;
    static int count;
    const char *program = "";
    uint64_t address = place;
    for (int i = 0; !(place & INTERPRETED) && i < MODULES && log->modules[i].to; i++) {
        if (place >= log->modules[i].from && place < log->modules[i].to) {
            /* Ranks of one program are loaded at different addresses, but asked of the same file. */
            program = log->modules[i].path;
            address = place - 1 - log->modules[i].base;
            break;
        }
    }
    for (int i = 0; i < count; i++)
        if (known[i].address == address && known[i].log == owner &&
            strcmp(known[i].program, program) == 0)
            return &known[i].line;
    entry = &known[count < 1024 ? count++ : 1023];
    entry->address = address;
    entry->program = program;
    entry->log = owner;
    entry->line = (struct source_line){0};
    if (place & INTERPRETED) {
        uint64_t at = place & ~INTERPRETED;
        if (at < PLACES) {
            snprintf(entry->line.path, sizeof entry->line.path, "%s", log->places[at].file);
            entry->line.number = (int)log->places[at].line;
        }
    } else if (*program) {
        ask_addr2line(program, address, entry->line.path, sizeof entry->line.path);
        char *colon = strrchr(entry->line.path, ':');
        if (colon) {
            *colon = '\0';
            entry->line.number = atoi(colon + 1);
        } else {
            snprintf(entry->line.path, sizeof entry->line.path, "%s", program);
        }
    }
    return &entry->line;
}

const char *name_of_file(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

void add_place(struct text *text, const struct rank_log *log, uint64_t place)
{
    const struct source_line *line = line_of(log, place);
    if (place == 0 || !line->path[0])
        add(text, "an unknown line");
    else if (line->number > 0)
        add(text, "%s:%d", name_of_file(line->path), line->number);
    else
        add(text, "%.80s (no line: it was compiled without -g)", name_of_file(line->path));
}

void add_ranks(struct text *text, const bool *set, int count)
{
    const char *between = "";
    for (int i = 0; i < count; i++) {
        int last = i;
        if (!set[i])
            continue;
        while (last + 1 < count && set[last + 1])
            last++;
        if (last > i + 1)
            add(text, "%s%d-%d", between, i, last);
        else
            add(text, last > i ? "%s%d, %d" : "%s%d", between, i, last);
        between = ", ";
        i = last;
    }
}

void add_machines(struct text *text, const char *before, const struct rank_log *const *logs,
                  int count)
{
    bool *here = need(calloc((size_t)count, sizeof *here)), *told = need(calloc((size_t)count, 1));
    struct text line = {0};
    int machines = 0;
    for (int first = 0; first < count; first++) {
        if (!logs[first] || told[first])
            continue;
        for (int r = 0; r < count; r++) {
            here[r] = logs[r] && strcmp(logs[r]->host, logs[first]->host) == 0;
            told[r] |= here[r];
        }
        add(&line, machines++ == 0 ? "%s: rank " : "; %s: rank ", logs[first]->host);
        add_ranks(&line, here, count);
    }
    if (machines > 1)
        add(text, "%s%s\n", before, line.words);
    free(line.words);
    free(told);
    free(here);
}

void add_bytes(struct text *text, uint64_t bytes)
{
    if (bytes >= 1000000)
        add(text, "%.1f MB", (double)bytes / 1e6);
    else if (bytes >= 10000)
        add(text, "%llu kB", (unsigned long long)bytes / 1000);
    else
        add(text, "%llu byte%s", (unsigned long long)bytes, bytes == 1 ? "" : "s");
}

void add_comm_name(struct text *text, const struct rank_log *log, uint64_t identity)
{
    const struct comm *comm = comm_of(log, identity);
    if (!comm) {
        add(text, " on an unknown communicator");
    } else if (comm->made) {
        add(text, " on the communicator of ");
        add_place(text, log, comm->made);
    } else if (comm == &log->comms[1]) {
        add(text, " on MPI_COMM_SELF");
    }
}

/* A rank as the program names it: in its communicator, and what that is in MPI_COMM_WORLD. */
static void add_rank(struct text *text, const struct rank_log *log, const struct comm *comm,
                     int32_t rank)
{
    if (rank == ANY) {
        add(text, "any");
        return;
    }
    if (rank == NOBODY) {
        add(text, "none");
        return;
    }
    for (int i = 0; comm && i < members_of(comm); i++) {
        int given = i - (comm->others ? comm->size : 0);
        if (given < 0 || member(log, comm, i) != rank)
            continue;
        add(text, "%d", given);
        if (given != rank)
            add(text, " = rank %d", rank);
        return;
    }
    add(text, "?");
}

static void add_tag(struct text *text, int32_t tag)
{
    if (tag == ANY)
        add(text, ", any tag");
    else
        add(text, ", tag %d", tag);
}

static void add_request(struct text *text, const struct rank_log *log,
                        const struct request *request)
{
    const struct comm *comm = comm_of(log, request->comm);
    enum kind kind = request->kind;
    add(text, "%s ", name_of_call(log, request->call));
    if (kind == KIND_RECV || kind == KIND_SEND || kind == KIND_SSEND || kind == KIND_BSEND) {
        add(text, kind == KIND_RECV ? "source " : "dest ");
        add_rank(text, log, comm, request->peer);
        add_tag(text, request->tag);
        add(text, " ");
    }
    add(text, "of ");
    add_place(text, log, request->place);
}

void add_arguments(struct text *text, const struct rank_log *log, const struct event *call,
                   const bool *only)
{
    enum kind kind = kind_of_call(call->call);
    const struct comm *comm = comm_of(log, call->comm);
    const char *between = " (";
    if (call->dest != NOBODY) {
        add(text, "%sdest ", between);
        add_rank(text, log, comm, call->dest);
        add_tag(text, call->tag);
        between = ", ";
    }
    if (call->recvtag != NOBODY && call->source != UNKNOWN) {
        add(text, "%ssource ", between);
        add_rank(text, log, comm, call->source);
        add_tag(text, call->recvtag);
        between = ", ";
    }
    if (call->root != NOBODY && call->root != UNKNOWN) {
        add(text, "%sroot ", between);
        add_rank(text, log, comm, call->root);
        between = ", ";
    }
    if (kind == KIND_WAIT_ALL || kind == KIND_WAIT_ANY) {
        int open = 0;
        for (int i = 0; i < REQUESTS; i++) {
            const struct request *request = &log->requests[i];
            if (!waits_for(call, request) || (only && !only[i]))
                continue;
            if (open++ < 2) {
                add(text, "%s", between);
                add_request(text, log, request);
                between = "; ";
            }
        }
        if (open > 2)
            add(text, "; and %d more", open - 2);
    }
    if (between[0] != ' ')
        add(text, ")");
    if (call->comm)
        add_comm_name(text, log, call->comm);
}

double seconds(const struct rank_log *log, uint64_t from, uint64_t to)
{
    int last = log->clock[2].ticks ? 2 : 1; /* the farther apart, the more exact */
    uint64_t span = log->clock[last].ticks - log->clock[0].ticks,
             ns = log->clock[last].ns - log->clock[0].ns;
    if (log->clock[last].ticks == 0 || span == 0 || to < from)
        return 0;
    return (double)(to - from) * (double)ns / (double)span / 1e9;
}

uint64_t ticks_of(const struct rank_log *log)
{
    return log->clock[2].ticks ? log->clock[2].ticks : ticks();
}
