/* What the page (page/) reads of a run, to stdout: a header in JSON, then columns of numbers, one value for
 * each shape of calls, each call or each message, little-endian, each of the smallest type that holds all its
 * values. The times of the calls, which pack badly and are not wanted at once, come by themselves. */
#include "draw/draw.h"
#include "draw/page_header.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum what {
    /* of the shapes of calls: what many calls have in common, which the page spreads out again */
    CALL,
    PLACE,
    COMM,
    TYPE,
    OPEN,
    PART,
    DEST,
    TAG,
    SOURCE,
    RECVTAG,
    FROM,
    FROMTAG,
    ROOT,
    COUNT,
    BYTES,
    RECEIVED,
    REPEATS,
    REQUESTED,
    INDEXED,
    SHAPED, /* so many */
    /* of the calls that have a request, or a number among the collectives */
    REQUEST = SHAPED,
    INDEX,
    /* of messages */
    SEND,
    GOT,
    RECV,
    POST,
    /* of calls */
    SHAPE,
    LGAP,
    LTOOK,
    GAP,
    TOOK,
    COLUMNS
};
static const char *const column_names[] = {
    "call",    "place",     "comm",    "type",    "open",  "part",  "dest",  "tag",
    "source",  "recvtag",   "from",    "fromtag", "root",  "count", "bytes", "received",
    "repeats", "requested", "indexed", "request", "index", "send",  "got",   "recv",
    "post",    "shape",     "lgap",    "ltook",   "gap",   "took"};

struct shape {
    uint64_t hash;
    int64_t value[SHAPED];
};

static int add_name(struct names *names, const char *name)
{
    names->name = need(realloc(names->name, (size_t)(names->count + 1) * sizeof *names->name));
    names->name[names->count] = need(strdup(name));
    return names->count++;
}

static int index_of(struct names *names, const char *name)
{
    for (int i = names->count - 1; i >= 0; i--)
        if (strcmp(names->name[i], name) == 0)
            return i;
    return add_name(names, name);
}

/* What is asked of a rank's log again and again, and the answer. */
struct memo {
    const struct rank_log *log;
    uint64_t asked;
    int answer;
};
enum { MEMOS = 1 << 12, COMMS_OF_ALL = 4096 };

struct page {
    const struct history *history;
    struct names calls, types, comms, places, files;
    uint64_t identities[COMMS_OF_ALL]; /* of comms */
    struct memo memos[4][MEMOS];
    struct shape *shapes;
    long shapes_count;
    uint32_t *shape_of;        /* each call */
    long *requested, *indexed; /* the calls that are */
    long requested_count, indexed_count;
};

static int remembered(struct page *page, int kind, const struct rank_log *log, uint64_t asked,
                      int (*find)(struct page *, const struct rank_log *, uint64_t))
{
    struct memo *memo = &page->memos[kind][mix((uint64_t)(uintptr_t)log, asked) % MEMOS];
    if (memo->log != log || memo->asked != asked)
        *memo = (struct memo){log, asked, find(page, log, asked)};
    return memo->answer;
}

static int find_call(struct page *page, const struct rank_log *log, uint64_t call)
{
    static const char *const kinds[] = {[KIND_OTHER] = "other",
                                        [KIND_SEND] = "send",
                                        [KIND_SSEND] = "ssend",
                                        [KIND_BSEND] = "bsend",
                                        [KIND_RECV] = "recv",
                                        [KIND_MRECV] = "mrecv",
                                        [KIND_PROBE] = "probe",
                                        [KIND_SENDRECV] = "sendrecv",
                                        [KIND_WAIT_ALL] = "wait-all",
                                        [KIND_WAIT_ANY] = "wait-any",
                                        [KIND_TEST] = "test",
                                        [KIND_TEST_MESSAGE] = "test",
                                        [KIND_START] = "start",
                                        [KIND_FREE_REQUEST] = "free",
                                        [KIND_CANCEL] = "cancel",
                                        [KIND_ALL] = "collective",
                                        [KIND_FROM_ROOT] = "collective",
                                        [KIND_TO_ROOT] = "collective",
                                        [KIND_SCAN] = "collective",
                                        [KIND_LOOSE] = "collective",
                                        [KIND_MAKE] = "make",
                                        [KIND_COMMIT_TYPE] = "type",
                                        [KIND_FREE_TYPE] = "type",
                                        [KIND_INIT] = "init",
                                        [KIND_FINALIZE] = "finalize",
                                        [KIND_ABORT] = "abort"};
    struct text words = {0};
    add(&words, "{\"name\":\"%s\",\"kind\":\"%s\",\"starts\":%s}", name_of_call(log, (int)call),
        kinds[kind_of_call((int)call)], is_nonblocking((int)call) ? "true" : "false");
    int found = index_of(&page->calls, words.words);
    free(words.words);
    return found;
}

static int find_type(struct page *page, const struct rank_log *log, uint64_t type)
{
    struct text words = {0};
    add(&words, "{\"name\":");
    add_json(&words, log->types[type].name);
    add(&words, ",\"size\":%llu}", (unsigned long long)log->types[type].size);
    int found = index_of(&page->types, words.words);
    free(words.words);
    return found;
}

static int find_comm(struct page *page, const struct rank_log *log, uint64_t identity)
{
    const struct comm *comm = comm_of(log, identity);
    struct text name = {0}, words = {0};
    const char *between = "";
    if (!comm)
        return 0;
    if (comm == &log->comms[0])
        add(&name, "MPI_COMM_WORLD");
    else if (comm == &log->comms[1])
        add(&name, "MPI_COMM_SELF");
    else if (comm->made)
        add_place(&name, log, comm->made);
    add(&words, "{\"name\":");
    add_json(&words, name.words ? name.words : "");
    add(&words, ",\"ranks\":[");
    for (int i = 0; i < members_of(comm); i++, between = ",")
        add(&words, "%s%d", between, member(log, comm, i));
    add(&words, "]}");
    /* Two may have the same members, and the two sides of an inter-communicator see one differently. */
    int found = 1;
    while (found < page->comms.count && page->identities[found] != identity)
        found++;
    if (found >= COMMS_OF_ALL)
        found = 0;
    if (found == page->comms.count) {
        page->identities[found] = identity;
        add_name(&page->comms, words.words);
    }
    free(name.words);
    free(words.words);
    return found;
}

static int find_place(struct page *page, const struct rank_log *log, uint64_t place)
{
    const struct source_line *line = line_of(log, place);
    struct text words = {0};
    FILE *source = line->number > 0 ? fopen(line->path, "r") : NULL;
    int text = source ? index_of(&page->files, line->path) : -1;
    if (source)
        fclose(source);
    if (place == 0 || !line->path[0])
        return 0;
    add(&words, "{\"file\":");
    add_json(&words, name_of_file(line->path));
    add(&words, ",\"line\":%d,\"text\":%d}", line->number, text);
    int found = index_of(&page->places, words.words);
    free(words.words);
    return found;
}

/* --- columns --- */

static long before_in_lane(const struct page *page, long call)
{
    return call > page->history->lanes[page->history->calls[call].lane].first ? call - 1 : -1;
}

static int64_t enter_of(const struct page *page, long call)
{
    return (int64_t)in_units(page->history,
                             page->history->calls[call].event.enter - page->history->start);
}
static int64_t leave_of(const struct page *page, long call)
{
    return (int64_t)in_units(page->history,
                             page->history->calls[call].event.leave - page->history->start);
}

static void take_shape(struct page *page, long call, struct shape *shape)
{
    const struct call_made *made = &page->history->calls[call];
    const struct event *event = &made->event;
    const struct rank_log *log = page->history->lanes[made->lane].log;
    *shape = (struct shape){
        .value = {
            [CALL] = remembered(page, 0, log, event->call, find_call),
            [PLACE] = remembered(page, 1, log, event->place, find_place),
            [COMM] = event->comm ? remembered(page, 2, log, event->comm, find_comm) : 0,
            [TYPE] = event->type ? remembered(page, 3, log, event->type, find_type) : 0,
            [OPEN] = made->open,
            [PART] = event->part,
            [DEST] = event->dest,
            [TAG] = event->tag,
            [SOURCE] = event->source,
            [RECVTAG] = event->recvtag,
            [FROM] = event->from,
            [FROMTAG] = event->fromtag,
            [ROOT] = event->root,
            [COUNT] = event->count,
            [BYTES] = (int64_t)event->bytes,
            [RECEIVED] = (int64_t)event->received,
            [REPEATS] = event->repeats,
            [REQUESTED] = event->request != 0,
            [INDEXED] = event->index != 0,
        }};
    for (int what = 0; what < SHAPED; what++)
        shape->hash = mix(shape->hash, (uint64_t)shape->value[what]);
}

/* Where in the table (of indices of shapes, and one more; a power of two) this shape is, or belongs. */
static uint32_t *find_shape(const struct page *page, uint32_t *table, size_t room,
                            const struct shape *shape)
{
    size_t at = shape->hash & (room - 1);
    while (table[at] && memcmp(&page->shapes[table[at] - 1], shape, sizeof *shape) != 0)
        at = (at + 1) & (room - 1);
    return &table[at];
}

/* Gives each call the index of its shape, in the order in which they first come. */
static void find_shapes(struct page *page)
{
    size_t room = 0;
    uint32_t *table = NULL;
    size_t calls = (size_t)page->history->count + 1;
    page->shape_of = need(malloc(calls * sizeof *page->shape_of));
    page->requested = need(malloc(calls * sizeof *page->requested));
    page->indexed = need(malloc(calls * sizeof *page->indexed));
    for (long i = 0; i < page->history->count; i++) {
        struct shape shape;
        take_shape(page, i, &shape);
        if (2 * (size_t)page->shapes_count >= room) {
            room = room ? 2 * room : 1024;
            free(table);
            table = need(calloc(room, sizeof *table));
            page->shapes = need(realloc(page->shapes, room / 2 * sizeof *page->shapes));
            for (long k = 0; k < page->shapes_count; k++)
                *find_shape(page, table, room, &page->shapes[k]) = (uint32_t)k + 1;
        }
        uint32_t *found = find_shape(page, table, room, &shape);
        if (*found == 0) {
            page->shapes[page->shapes_count++] = shape;
            *found = (uint32_t)page->shapes_count;
        }
        page->shape_of[i] = *found - 1;
        if (shape.value[REQUESTED])
            page->requested[page->requested_count++] = i;
        if (shape.value[INDEXED])
            page->indexed[page->indexed_count++] = i;
    }
    free(table);
}

/* Small numbers, which pack well: what grows is told from what stands before it. */
static int64_t value_of(const struct page *page, enum what what, long i)
{
    const struct history *history = page->history;
    const struct call_made *calls = history->calls;
    const struct message *message = what >= SEND && what <= POST ? &history->messages[i] : NULL;
    long before = what == GAP || what == LGAP ? before_in_lane(page, i) : -1;
    switch (what) {
    case REQUEST:
        return (int64_t)calls[page->requested[i]].event.request -
               (i ? (int64_t)calls[page->requested[i - 1]].event.request : 0);
    case INDEX:
        return (int64_t)calls[page->indexed[i]].event.index -
               (i ? (int64_t)calls[page->indexed[i - 1]].event.index : 0);
    case SEND:
        return message->send - (i ? message[-1].send : 0);
    case GOT:
        return message->recv != NOT_THERE;
    case RECV:
        return message->recv != NOT_THERE ? message->recv - message->send : 0;
    case POST:
        return message->recv != NOT_THERE ? message->recv - message->post : 0;
    case SHAPE:
        return page->shape_of[i];
    case LGAP:
        return (int64_t)calls[i].begin - (before < 0 ? 0 : calls[before].end);
    case LTOOK:
        return (int64_t)calls[i].end - calls[i].begin;
    case GAP:
        return enter_of(page, i) - (before < 0 ? 0 : leave_of(page, before));
    case TOOK:
        return leave_of(page, i) - enter_of(page, i);
    default:
        return page->shapes[i].value[what];
    }
}

/* The smallest type that holds a range of values, and its bytes. Beyond 32 bits: as doubles, exact up to
 * 2^53. */
static const char *type_for(int64_t least, int64_t most, int *bytes)
{
    static const struct {
        const char *name;
        int bytes;
        int64_t least, most;
    } types[] = {{"u8", 1, 0, UINT8_MAX},         {"i8", 1, INT8_MIN, INT8_MAX},
                 {"u16", 2, 0, UINT16_MAX},       {"i16", 2, INT16_MIN, INT16_MAX},
                 {"u32", 4, 0, UINT32_MAX},       {"i32", 4, INT32_MIN, INT32_MAX},
                 {"f64", 8, INT64_MIN, INT64_MAX}};
    int i = 0;
    while (least < types[i].least || most > types[i].most)
        i++;
    *bytes = types[i].bytes;
    return types[i].name;
}

static long length_of(const struct page *page, enum what what)
{
    return what < SHAPED     ? page->shapes_count
           : what == REQUEST ? page->requested_count
           : what == INDEX   ? page->indexed_count
           : what < SHAPE    ? page->history->messages_count
                             : page->history->count;
}

/* Adds the description of a column. */
static int describe(const struct page *page, enum what what, struct text *text)
{
    int64_t least = 0, most = 0;
    int bytes;
    for (long i = 0; i < length_of(page, what); i++) {
        int64_t value = value_of(page, what, i);
        least = value < least ? value : least;
        most = value > most ? value : most;
    }
    const char *type = type_for(least, most, &bytes);
    add(text, "%s{\"name\":\"%s\",\"type\":\"%s\",\"count\":%ld}", what ? "," : "",
        column_names[what], type, length_of(page, what));
    return bytes;
}

static void pad(size_t written)
{
    for (; written % 8; written++)
        putchar(0);
}

static void write_column(const struct page *page, enum what what, int bytes)
{
    long length = length_of(page, what);
    for (long i = 0; i < length; i++) {
        int64_t value = value_of(page, what, i);
        double number = (double)value;
        if (bytes == 8)
            fwrite(&number, sizeof number, 1, stdout);
        for (int b = 0; bytes < 8 && b < bytes; b++)
            putchar((int)((uint64_t)value >> (8 * b) & 255));
    }
    pad((size_t)length * (size_t)bytes);
}

/* --- the header --- */

static void add_list(struct text *text, const char *name, const struct names *names)
{
    add(text, ",\"%s\":[", name);
    for (int i = 0; i < names->count; i++)
        add(text, "%s%s", i ? "," : "", names->name[i]);
    add(text, "]");
}

void write_page_log(const struct history *history, const char *directory)
{
    static struct page page;
    struct text header = {0}, columns = {0};
    int bytes[COLUMNS];
    long made = 0;
    char began[64] = "";
    const struct rank_log *log = history->lanes_count ? history->lanes[0].log : NULL;
    time_t start = log ? (time_t)(log->clock[0].ns / 1000000000) : 0;
    struct tm local;
    page.history = history;
    /* Index 0: none that is known. */
    index_of(&page.types, "{\"name\":\"\",\"size\":0}");
    index_of(&page.comms, "{\"name\":\"\",\"ranks\":[]}");
    index_of(&page.places, "{\"file\":\"\",\"line\":0,\"text\":-1}");
    find_shapes(&page);
    for (int what = 0; what < COLUMNS; what++)
        bytes[what] = describe(&page, (enum what)what, &columns);
    for (long i = 0; i < history->count; i++)
        made += !history->calls[i].event.part;
    if (localtime_r(&start, &local))
        strftime(began, sizeof began, "%Y-%m-%d %H:%M:%S", &local);
    add(&header, "{\"program\":");
    add_json(&header, log ? name_of_file(log->program) : "");
    add(&header, ",\"size\":%d,\"made\":%ld,\"began\":\"%s\",\"unit\":%g", history->size, made,
        began, unit_of(history));
    add_lanes(&header, history);
    add_list(&header, "calls", &page.calls);
    add_list(&header, "types", &page.types);
    add_list(&header, "comms", &page.comms);
    add_list(&header, "places", &page.places);
    add_sources(&header, &page.files);
    add_prints(&header, history, directory);
    add_verdict(&header, directory);
    add(&header, ",\"columns\":[%s]}", columns.words);
    for (int b = 0; b < 4; b++)
        putchar((int)(header.length >> (8 * b) & 255));
    fwrite(header.words, 1, header.length, stdout);
    pad(header.length + 4);
    for (int what = 0; what < GAP; what++)
        write_column(&page, (enum what)what, bytes[what]);
    free(header.words);
    free(columns.words);
    free(page.shapes);
    free(page.shape_of);
    free(page.requested);
    free(page.indexed);
}

void write_page_times(const struct history *history)
{
    const struct page page = {.history = history};
    for (int what = GAP; what < COLUMNS; what++) {
        struct text unused = {0}; /* the log describes them */
        write_column(&page, (enum what)what, describe(&page, (enum what)what, &unused));
        free(unused.words);
    }
}
