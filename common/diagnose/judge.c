#include "diagnose/judge.h"

#include "history/history.h"
#include "watch/reason.h"

#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- findings --- */

static void withhold(struct findings *findings, const char *what)
{
    for (int i = 0; i < findings->withheld_count; i++)
        if (strcmp(findings->withheld[i], what) == 0)
            return;
    if (findings->withheld_count < 16)
        findings->withheld[findings->withheld_count++] = need(strdup(what));
}

static bool has(const struct findings *findings, enum mistake mistake)
{
    for (int i = 0; i < findings->count; i++)
        if (findings->list[i].mistake == mistake)
            return true;
    return false;
}

/* Adds one of a rank, to those of other ranks that made the same mistake on the same line. */
static struct finding *find(struct findings *findings, enum mistake mistake, int rank,
                            const char *call, const struct source_line *line, const char *seen)
{
    struct finding *finding = NULL;
    for (int i = 0; i < findings->count && !finding; i++) {
        struct finding *other = &findings->list[i];
        if (other->mistake == mistake && strcmp(other->call, call) == 0 &&
            strcmp(other->line.path, line->path) == 0 && other->line.number == line->number)
            finding = other;
    }
    if (finding) {
        finding->others |= strcmp(finding->seen.words, seen) != 0;
    } else {
        findings->list =
            need(realloc(findings->list, (size_t)(findings->count + 1) * sizeof *findings->list));
        finding = &findings->list[findings->count++];
        *finding = (struct finding){
            .mistake = mistake, .could = catalogue[mistake].could, .line = *line, .first = rank};
        finding->ranks = need(calloc((size_t)findings->size, sizeof(bool)));
        snprintf(finding->call, sizeof finding->call, "%s", call);
        add(&finding->seen, "%s", seen);
    }
    if (rank >= 0 && rank < findings->size)
        finding->ranks[rank] = true;
    return finding;
}

static struct finding *find_at(struct findings *findings, enum mistake mistake,
                               const struct rank_log *log, const char *call, uint64_t place,
                               const char *seen)
{
    static const struct source_line nowhere;
    return find(findings, mistake, log->rank, call, place ? line_of(log, place) : &nowhere, seen);
}

static struct finding *find_call(struct findings *findings, enum mistake mistake,
                                 const struct rank_log *log, const struct event *event,
                                 const char *seen)
{
    return find_at(findings, mistake, log, name_of_call(log, event->call), event->place, seen);
}

/* --- notes --- */

/* A line of rank-R.notes, in its fields. */
struct note {
    int rank, fields;
    char *field[12];
};

/* What a run says: its calls, and the notes of its ranks. */
struct run {
    struct history history;
    const struct rank_log **logs;
    const char *directory;
    long count;
    struct note *notes, **index; /* index: by_note */
    int status;
    bool full; /* a rank could not note all: who has to do with whom is not known for sure */
    bool notes_full;
};

static void read_notes(struct run *run, int rank)
{
    char path[4200], *line = NULL;
    size_t room = 0;
    snprintf(path, sizeof path, "%s/rank-%d.notes", run->directory, rank);
    FILE *file = fopen(path, "r");
    while (file && getline(&line, &room, file) > 0) {
        struct note note = {.rank = rank, .field = {line}};
        line[strcspn(line, "\n")] = '\0';
        char *rest = need(strdup(line));
        while (note.fields < 12 && (note.field[note.fields] = strsep(&rest, "\t")))
            note.fields++;
        if (note.fields == 0)
            continue;
        run->notes_full |= strcmp(note.field[0], "full") == 0;
        if ((run->count & (run->count - 1)) == 0)
            run->notes =
                need(realloc(run->notes, (size_t)(2 * run->count + 1) * sizeof *run->notes));
        run->notes[run->count++] = note;
    }
    free(line);
    if (file)
        fclose(file);
}

static bool is_note(const struct note *note, const char *sort, int fields)
{
    return strcmp(note->field[0], sort) == 0 && note->fields >= fields;
}

static int by_note(const void *one, const void *other)
{
    const struct note *a = *(struct note *const *)one, *b = *(struct note *const *)other;
    int order = (a->rank > b->rank) - (a->rank < b->rank);
    for (int i = 0; i < 3 && order == 0; i++) {
        if (i >= a->fields || i >= b->fields)
            return (i < a->fields) - (i < b->fields);
        order = strcmp(a->field[i], b->field[i]);
    }
    return order;
}

/* The note of a sort on a call; of a message, that of its way. NULL: there is none. */
static const struct note *note_on(const struct run *run, int rank, const char *sort,
                                  const char *call, const char *way)
{
    struct note wanted = {.rank = rank, .fields = way ? 3 : 2};
    wanted.field[0] = (char *)sort;
    wanted.field[1] = (char *)call;
    wanted.field[2] = (char *)way;
    long from = 0, to = run->count;
    const struct note *pointer = &wanted;
    while (from < to) {
        long middle = (from + to) / 2;
        if (by_note(&run->index[middle], &pointer) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    const struct note *found = from < run->count ? run->index[from] : NULL;
    bool same = found && found->rank == rank && is_note(found, sort, 4 - (way == NULL)) &&
                strcmp(found->field[1], call) == 0 && (!way || strcmp(found->field[2], way) == 0);
    return same ? found : NULL;
}

static void name_event(char *name, size_t room, const struct event *event)
{
    snprintf(name, room, "%d.%llu", event->thread, (unsigned long long)event->serial);
}

static uint64_t place_in(const char *field)
{
    return strtoull(field, NULL, 16);
}

static bool read_run(struct run *run, const char *directory, int status)
{
    *run = (struct run){.directory = directory, .status = status};
    bool there = read_history(&run->history, directory);
    int size = there ? run->history.size : 1;
    run->logs = need(calloc((size_t)size, sizeof(void *)));
    for (int i = 0; i < run->history.lanes_count; i++)
        run->logs[run->history.lanes[i].rank] = run->history.lanes[i].log;
    for (int r = 0; r < size; r++) {
        if (!run->logs[r])
            run->logs[r] = open_rank(directory, r); /* it has not called MPI_Init */
        there |= run->logs[r] != NULL;
        run->full |= run->logs[r] && run->logs[r]->full;
        read_notes(run, r);
    }
    run->history.size = size;
    run->index = need(calloc((size_t)run->count + 1, sizeof(void *)));
    for (long i = 0; i < run->count; i++)
        run->index[i] = &run->notes[i];
    qsort(run->index, (size_t)run->count, sizeof(struct note *), by_note);
    run->full |= run->history.full;
    return there;
}

static const struct rank_log *log_of(const struct run *run, const struct call_made *call)
{
    return run->history.lanes[call->lane].log;
}

/* The call of a rank that a note names. */
static const struct call_made *call_named(const struct run *run, int rank, const char *name)
{
    unsigned thread;
    unsigned long long serial;
    if (sscanf(name, "%u.%llu", &thread, &serial) != 2)
        return NULL;
    for (long k = 0; k < run->history.count; k++) {
        const struct call_made *call = &run->history.calls[k];
        if (log_of(run, call)->rank == rank && call->event.thread == thread &&
            call->event.serial == serial && !call->event.part)
            return call;
    }
    return NULL;
}

/* Whether the rank has called MPI_Finalize, so that it sends and receives nothing more. It need not have returned:
 * MPICH 4.2.1 (2026-11-29) ends a program there if a message was never received. */
static bool is_finalized(const struct run *run, int rank)
{
    const struct rank_log *log = run->logs[rank];
    struct event last;
    uint64_t serial;
    return log && (log->phase == FINALIZED || (latest_call(log, 0, &last, &serial) &&
                                               kind_of_call(last.call) == KIND_FINALIZE));
}

static bool all_finalized(const struct run *run)
{
    for (int r = 0; r < run->history.size; r++)
        if (!is_finalized(run, r))
            return false;
    return true;
}

/* --- signatures --- */

enum { ITEMS = 4096 };

/* Counts of basic types, one after the other; those of the same type together. */
struct items {
    int count;
    struct {
        char type[48];
        long long count;
    } item[ITEMS];
};

/* Reads a signature (eyes.h) of one part; false if it is not known, or too long to be held. */
static bool read_items(struct items *items, const char *text, size_t length)
{
    char copy[2048], type[48];
    long long times = 1, count;
    int used = 0;
    items->count = 0;
    if (length >= sizeof copy || length == 0 || text[0] == '?' || text[0] == '-')
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    char *at = copy;
    if (strcmp(at, "0") == 0)
        return true;
    if (sscanf(at, "%lld x %n", &times, &used) == 1 && used > 0)
        at += used;
    else
        times = 1;
    for (long long i = 0; i < times; i++) {
        const char *next = at;
        while (sscanf(next, "%lld %47s%n", &count, type, &used) == 2) {
            next += used;
            int last = items->count - 1;
            if (last >= 0 && strcmp(items->item[last].type, type) == 0) {
                items->item[last].count += count;
                continue;
            }
            if (items->count == ITEMS)
                return false;
            strcpy(items->item[items->count].type, type);
            items->item[items->count++].count = count;
        }
    }
    return true;
}

static bool is_packed(const struct items *items)
{
    for (int i = 0; i < items->count; i++)
        if (strcmp(items->item[i].type, "MPI_PACKED") == 0)
            return true;
    return false;
}

/* Whether what is sent fits what is received (MPI 4.0, 3.3.1): the same types in the same order, and, if
 * `all`, as many. What is not known fits. */
static bool fits(const char *sent, size_t sent_length, const char *received, size_t received_length,
                 bool all)
{
    static struct items send, receive;
    if (!read_items(&send, sent, sent_length) || !read_items(&receive, received, received_length))
        return true;
    if (is_packed(&send) || is_packed(&receive))
        return true;
    for (int i = 0; i < send.count; i++) {
        if (i >= receive.count)
            return !all; /* longer than its receive: that is another mistake */
        if (strcmp(send.item[i].type, receive.item[i].type) != 0)
            return false;
        if (send.item[i].count == receive.item[i].count)
            continue;
        bool last = i == send.count - 1 || i == receive.count - 1;
        return !all && last &&
               (send.item[i].count < receive.item[i].count ? i == send.count - 1
                                                           : i == receive.count - 1);
    }
    return !all || send.count == receive.count;
}

/* The part of a list that has to do with a rank of the communicator. */
static const char *part_for(const char *list, int rank, size_t *length)
{
    if (strchr(list, '|'))
        for (int i = 0; i < rank && list; i++) {
            list = strchr(list, '|');
            list += list ? 1 : 0;
        }
    *length = list ? strcspn(list, "|") : 0;
    return list;
}

/* --- collectives --- */

/* One collective, as each rank of its communicator called it; NULL: it did not. */
struct called {
    const struct comm *comm;
    const struct rank_log *log; /* of one of the members */
    int count;
    const struct call_made **calls;
    const struct note **notes;
    int32_t *ranks;
};

/* Whether two members do the same, as far as it is asked: their call, root, operation or data. */
static bool alike(const struct called *m, int one, int other, enum mistake mistake)
{
    const struct event *a = &m->calls[one]->event, *b = &m->calls[other]->event;
    const struct note *of_a = m->notes[one], *of_b = m->notes[other];
    if (mistake == COLLECTIVE_MISMATCH)
        return a->call == b->call;
    if (mistake == ROOT_MISMATCH)
        return a->root == b->root;
    if (!of_a || !of_b)
        return true;
    if (mistake == OPERATION_MISMATCH)
        return strcmp(of_a->field[2], of_b->field[2]) == 0;
    const char *same[2] = {of_a->field[3], of_b->field[3]};
    if (strcmp(same[0], "-") != 0 || strcmp(same[1], "-") != 0) {
        size_t lengths[2];
        for (int i = 0; i < m->count; i++) {
            const char *first = part_for(same[0], i, &lengths[0]),
                       *second = part_for(same[1], i, &lengths[1]);
            if (!first || !second || !fits(first, lengths[0], second, lengths[1], true))
                return false;
            if (!strchr(same[0], '|'))
                break;
        }
        return true;
    }
    /* What the one sends to the other, and the other way round. */
    for (int way = 0; way < 2; way++) {
        int from = way ? other : one, to = way ? one : other;
        size_t sent_length, received_length;
        const char *sent = part_for(m->notes[from]->field[4], to, &sent_length),
                   *received = part_for(m->notes[to]->field[5], from, &received_length);
        if (sent && received && !fits(sent, sent_length, received, received_length, true))
            return false;
    }
    return true;
}

/* The member that is right, if one has to be: the root, unless nobody else agrees with it; or one that most
 * agree with, the lowest of them. */
static int model_of(const struct called *m, enum mistake mistake)
{
    int best = -1, most = -1, others = 0;
    for (int i = 0; i < m->count; i++) {
        int agree = 0;
        others += m->calls[i] != NULL;
        for (int k = 0; k < m->count && m->calls[i]; k++)
            agree += m->calls[k] && alike(m, i, k, mistake);
        if (m->calls[i] && agree > most) {
            most = agree;
            best = i;
        }
    }
    if (mistake == COUNT_MISMATCH && best >= 0 && m->calls[best]->event.root >= 0)
        for (int i = 0; i < m->count; i++) {
            if (!m->calls[i] || m->ranks[i] != m->calls[best]->event.root)
                continue;
            /* The root is the model, unless all others that are there agree that it is not. */
            int agree = 0, other = -1;
            for (int k = m->count - 1; k >= 0; k--)
                if (k != i && m->calls[k]) {
                    agree += alike(m, i, k, mistake);
                    other = k;
                }
            return agree > 0 || other < 0 || (others == 2 && m->count > 2) ? i : other;
        }
    return best;
}

static void add_data(struct text *text, const struct note *note, bool of_reduction)
{
    const char *send = note->field[of_reduction ? 3 : 4], *receive = note->field[5];
    bool sends = strcmp(send, "-") != 0, receives = !of_reduction && strcmp(receive, "-") != 0;
    size_t length;
    part_for(send, 0, &length);
    if (sends)
        add(text, of_reduction ? "%.*s" : "sends %.*s", (int)length, send);
    part_for(receive, 0, &length);
    if (receives)
        add(text, "%sreceives %.*s", sends ? " and " : "", (int)length, receive);
    if (strchr(sends ? send : receive, '|'))
        add(text, " for each");
}

static void tell_mismatch(const struct run *run, struct findings *findings, const struct called *m,
                          enum mistake mistake, int model)
{
    bool *agree = need(calloc((size_t)findings->size, sizeof *agree));
    const struct event *right = &m->calls[model]->event;
    const struct rank_log *log = log_of(run, m->calls[model]);
    for (int i = 0; i < m->count; i++)
        if (m->calls[i] && m->ranks[i] >= 0 && (i == model || alike(m, model, i, mistake)) &&
            m->calls[i]->event.place - log_of(run, m->calls[i])->modules[0].base ==
                right->place - log->modules[0].base)
            agree[m->ranks[i]] = true;
    for (int i = 0; i < m->count; i++) {
        struct text seen = {0};
        if (!m->calls[i] || i == model || alike(m, model, i, mistake))
            continue;
        const struct event *event = &m->calls[i]->event;
        const struct rank_log *mine = log_of(run, m->calls[i]);
        add(&seen, "the collective number %u", event->index);
        add_comm_name(&seen, mine, event->comm);
        add(&seen, " is %s", name_of_call(mine, event->call));
        if (mistake == ROOT_MISMATCH)
            add(&seen, " with root %d", event->root);
        if (mistake == OPERATION_MISMATCH)
            add(&seen, " with %s", m->notes[i]->field[2]);
        if (mistake == COUNT_MISMATCH) {
            add(&seen, " that ");
            add_data(&seen, m->notes[i], strcmp(m->notes[i]->field[3], "-") != 0);
        }
        int ranks = 0;
        for (int r = 0; r < findings->size; r++)
            ranks += agree[r];
        add(&seen, ", for rank%s ", ranks == 1 ? "" : "s");
        add_ranks(&seen, agree, findings->size);
        add(&seen, " it is %s", name_of_call(log, right->call));
        if (mistake == ROOT_MISMATCH)
            add(&seen, " with root %d", right->root);
        if (mistake == OPERATION_MISMATCH)
            add(&seen, " with %s", m->notes[model]->field[2]);
        if (mistake == COUNT_MISMATCH) {
            add(&seen, " that ");
            add_data(&seen, m->notes[model], strcmp(m->notes[model]->field[3], "-") != 0);
        }
        add(&seen, " (");
        add_place(&seen, log, right->place);
        add(&seen, ")");
        find_call(findings, mistake, mine, event, seen.words);
        free(seen.words);
    }
    free(agree);
}

/* Of a program that has ended: whether some have made a collective that others never came to. */
static void tell_missing(const struct run *run, struct findings *findings, const struct called *m)
{
    bool *absent = need(calloc((size_t)findings->size, sizeof *absent));
    int count = 0, there = 0;
    for (int i = 0; i < m->count; i++) {
        there += m->calls[i] != NULL;
        if (m->calls[i] || m->ranks[i] < 0)
            continue;
        absent[m->ranks[i]] = true;
        count++;
    }
    for (int i = 0; i < m->count && count > 0 && there > 0; i++) {
        struct text seen = {0};
        if (!m->calls[i])
            continue;
        const struct event *event = &m->calls[i]->event;
        const struct rank_log *mine = log_of(run, m->calls[i]);
        if (strcmp(name_of_call(mine, event->call), "MPI_Comm_free") == 0)
            break; /* then those have not freed it, which is told */
        add(&seen, "rank%s ", count == 1 ? "" : "s");
        add_ranks(&seen, absent, findings->size);
        add(&seen, " never came to this collective, number %u", event->index);
        add_comm_name(&seen, mine, event->comm);
        add(&seen, ", and ended without it");
        find_call(findings, MISSING_FROM_COLLECTIVE, mine, event, seen.words);
        free(seen.words);
    }
    free(absent);
}

/* The calls of one collective that stand together; false once something is wrong with it. */
static bool judge_meeting(const struct run *run, struct findings *findings,
                          const struct meeting *meeting)
{
    static const enum mistake order[] = {COLLECTIVE_MISMATCH, ROOT_MISMATCH, OPERATION_MISMATCH,
                                         COUNT_MISMATCH};
    struct called m = {.log = log_of(run, meeting->calls[0])};
    bool well = true;
    m.comm = comm_of(m.log, meeting->calls[0]->event.comm);
    if (!m.comm || m.comm->others > 0)
        return true;
    m.count = m.comm->size;
    m.calls = need(calloc((size_t)m.count, sizeof(void *)));
    m.notes = need(calloc((size_t)m.count, sizeof(void *)));
    m.ranks = need(calloc((size_t)m.count, sizeof *m.ranks));
    for (int i = 0; i < m.count; i++) {
        m.ranks[i] = member(m.log, m.comm, i);
        for (long k = 0; k < meeting->count; k++)
            if (log_of(run, meeting->calls[k])->rank == m.ranks[i])
                m.calls[i] = meeting->calls[k];
        if (m.calls[i]) {
            char name[40];
            name_event(name, sizeof name, &m.calls[i]->event);
            m.notes[i] = note_on(run, m.ranks[i], "collective", name, NULL);
            if (m.notes[i] && m.notes[i]->fields < 6)
                m.notes[i] = NULL; /* cut short: the disk was full */
        }
    }
    for (size_t k = 0; k < sizeof order / sizeof order[0] && well; k++) {
        int model = model_of(&m, order[k]);
        for (int i = 0; i < m.count; i++)
            well &= i == model || !m.calls[i] || alike(&m, model, i, order[k]);
        if (!well)
            tell_mismatch(run, findings, &m, order[k], model);
    }
    if (well && all_finalized(run))
        tell_missing(run, findings, &m);
    free(m.calls);
    free(m.notes);
    free(m.ranks);
    return well;
}

static void judge_collectives(const struct run *run, struct findings *findings)
{
    uint64_t spoilt = 0; /* after the first mistake on a communicator nothing there says anything */
    for (long i = 0; i < run->history.meetings_count; i++) {
        const struct meeting *meeting = &run->history.meetings[i];
        uint64_t comm = meeting->calls[0]->event.comm;
        if (comm != spoilt && !judge_meeting(run, findings, meeting))
            spoilt = comm;
    }
}

/* --- messages --- */

/* The signature that was noted of a call; NULL: none. */
static const char *signature_of(const struct run *run, const struct call_made *call,
                                const char *way)
{
    char name[40];
    int rank = log_of(run, call)->rank;
    const struct event *event = &call->event;
    if (event->part)
        snprintf(name, sizeof name, "R.%llu", (unsigned long long)event->request);
    else
        name_event(name, sizeof name, event);
    const struct note *note = note_on(run, rank, "message", name, way);
    return note ? note->field[3] : NULL;
}

/* Whether a rank has cancelled something, or freed a receive that was not completed. */
static bool *who_gives_up(const struct run *run)
{
    bool *set = need(calloc((size_t)run->history.size, sizeof *set));
    for (long i = 0; i < run->history.count; i++)
        if (kind_of_call(run->history.calls[i].event.call) == KIND_CANCEL)
            set[log_of(run, &run->history.calls[i])->rank] = true;
    for (int r = 0; r < run->history.size; r++)
        for (int i = 0; run->logs[r] && i < REQUESTS; i++)
            set[r] |= run->logs[r]->requests[i].state == GIVEN_UP;
    return set;
}

static void judge_types(const struct run *run, struct findings *findings)
{
    bool *gives_up = who_gives_up(run);
    for (long i = 0; i < run->history.messages_count; i++) {
        const struct message *message = &run->history.messages[i];
        if (message->recv == NOT_THERE)
            continue;
        const struct call_made *send = &run->history.calls[message->send],
                               *recv = &run->history.calls[message->recv],
                               *post = &run->history.calls[message->post];
        const char *sent = signature_of(run, send, "send"),
                   *received = signature_of(run, post, "receive");
        /* What a probe took out is matched by the probes, not by the receives; a receive that was freed or
         * cancelled may have taken one before. */
        if (kind_of_call(recv->event.call) == KIND_MRECV ||
            kind_of_call(post->event.call) == KIND_MRECV || gives_up[log_of(run, send)->rank] ||
            gives_up[log_of(run, recv)->rank])
            continue;
        if (!sent || !received || fits(sent, strlen(sent), received, strlen(received), false))
            continue;
        const struct rank_log *mine = log_of(run, post), *theirs = log_of(run, send);
        struct text seen = {0};
        add(&seen, "rank %d sent %s with %s (", theirs->rank, sent,
            name_of_call(theirs, send->event.call));
        add_place(&seen, theirs, send->event.place);
        add(&seen, "), and it was received as %s", received);
        find_call(findings, TYPE_MISMATCH, mine, &post->event, seen.words);
        free(seen.words);
    }
    free(gives_up);
}

/* A receive of the same pair that would have fitted, but for the tag or the communicator. */
static void add_missed(struct text *text, const struct run *run, const struct call_made *send)
{
    for (long i = 0; i < run->history.count; i++) {
        const struct call_made *call = &run->history.calls[i];
        const struct event *event = &call->event;
        const struct rank_log *log = log_of(run, call);
        enum kind kind = kind_of_call(event->call);
        if (log->rank != send->event.dest || event->source != log_of(run, send)->rank ||
            (kind != KIND_RECV && kind != KIND_SENDRECV))
            continue;
        bool comm = event->comm == send->event.comm;
        bool tag = event->recvtag == ANY || event->recvtag == send->event.tag;
        if (comm == tag)
            continue;
        add(text, "; rank %d received from rank %d ", log->rank, event->source);
        if (comm)
            add(text, "with tag %d (", event->recvtag);
        else
            add(text, "on another communicator (");
        add_place(text, log, event->place);
        add(text, ")");
        return;
    }
}

static void judge_unreceived(const struct run *run, struct findings *findings)
{
    for (long i = 0; i < run->history.messages_count; i++) {
        const struct message *message = &run->history.messages[i];
        const struct call_made *send = &run->history.calls[message->send];
        const struct rank_log *log = log_of(run, send);
        if (!message->left)
            continue;
        struct text seen = {0};
        add(&seen, "the message to rank %d with tag %d (", send->event.dest, send->event.tag);
        add_bytes(&seen, send->event.bytes);
        add(&seen, ") was never received");
        add_missed(&seen, run, send);
        find_call(findings, NEVER_RECEIVED, log, &send->event, seen.words);
        free(seen.words);
    }
}

/* --- what is left at the end --- */

static bool was_started(const struct run *run, int rank, const struct request *request)
{
    for (long i = 0; i < run->history.count; i++) {
        const struct call_made *call = &run->history.calls[i];
        if (log_of(run, call)->rank == rank && call->event.part &&
            call->event.request == request->number && kind_of_call(call->event.call) == KIND_START)
            return true;
    }
    return false;
}

/* Those that were made with MPI_Send_init and its like and freed again, without a start between. */
static void judge_never_started(const struct run *run, struct findings *findings)
{
    for (long i = 0; i < run->history.count; i++) {
        const struct call_made *made = &run->history.calls[i];
        if (!makes_persistent(made->event.call) || made->event.part ||
            !has_trait(kind_of_call(made->event.call), SENDS | TAKES))
            continue;
        const struct rank_log *log = log_of(run, made);
        bool started = made->event.dest == NOBODY && made->event.source == NOBODY;
        /* A start gives the request a new number; what ties the two is what is asked for. */
        for (long k = 0; k < run->history.count && !started; k++) {
            const struct call_made *start = &run->history.calls[k];
            started = log_of(run, start)->rank == log->rank && start->event.part &&
                      kind_of_call(start->event.call) == KIND_START &&
                      start->event.dest == made->event.dest &&
                      start->event.source == made->event.source &&
                      start->event.comm == made->event.comm &&
                      (made->event.dest == NOBODY || start->event.tag == made->event.tag) &&
                      (made->event.source == NOBODY || start->event.recvtag == made->event.recvtag);
        }
        if (!started)
            find_call(findings, PERSISTENT_NOT_STARTED, log, &made->event,
                      "no MPI_Start was called for it");
    }
}

static void judge_left(const struct run *run, struct findings *findings, int rank)
{
    static const struct {
        const char *sort;
        enum mistake mistake;
    } sorts[] = {{"group", GROUP_NOT_FREED},
                 {"datatype", DATATYPE_NOT_FREED},
                 {"operation", OPERATION_NOT_FREED},
                 {"window", WINDOW_NOT_FREED},
                 {"buffer", BUFFER_NOT_DETACHED}};
    const struct rank_log *log = run->logs[rank];
    if (!is_finalized(run, rank))
        return;
    /* Where not all was recorded, who knows by what they were completed. */
    for (int i = 0; i < REQUESTS && !run->full; i++) {
        const struct request *request = &log->requests[i];
        struct event event = {.call = request->call, .place = request->place};
        if (request->state == ACTIVE)
            find_call(findings, REQUEST_NOT_COMPLETED, log, &event,
                      request->persistent ? "it was started, and no call waited for it"
                                          : "no call waited for what it started");
        else if (request->state == INACTIVE)
            find_call(findings, PERSISTENT_NOT_FREED, log, &event,
                      was_started(run, rank, request)
                          ? "it was used, and is still there at MPI_Finalize"
                          : "it is still there at MPI_Finalize");
    }
    for (int i = 0; i < COMMS && log->comms[i].identity; i++) {
        const struct comm *comm = &log->comms[i];
        if (!comm->handle || !comm->made)
            continue;
        const char *call = "";
        for (long k = 0; k < run->history.count; k++)
            if (log_of(run, &run->history.calls[k])->rank == rank &&
                run->history.calls[k].event.place == comm->made)
                call = name_of_call(log, run->history.calls[k].event.call);
        find_at(findings, COMMUNICATOR_NOT_FREED, log, call, comm->made,
                "what it made is still there at MPI_Finalize");
    }
    for (long i = 0; i < run->count; i++)
        for (size_t k = 0; k < sizeof sorts / sizeof sorts[0]; k++)
            if (run->notes[i].rank == rank && is_note(&run->notes[i], "object", 4) &&
                strcmp(run->notes[i].field[1], sorts[k].sort) == 0)
                find_at(findings, sorts[k].mistake, log, run->notes[i].field[2],
                        place_in(run->notes[i].field[3]),
                        sorts[k].mistake == BUFFER_NOT_DETACHED
                            ? "the buffer is still attached at MPI_Finalize"
                            : "what it made is still there at MPI_Finalize");
}

/* --- how it ended --- */

static void judge_outside(const struct run *run, struct findings *findings)
{
    for (long i = 0; i < run->count; i++) {
        const struct note *note = &run->notes[i];
        if (!is_note(note, "outside", 4))
            continue;
        bool after = strcmp(note->field[1], "after") == 0;
        find_at(findings, after ? AFTER_FINALIZE : BEFORE_INIT, run->logs[note->rank],
                note->field[2], place_in(note->field[3]),
                after ? "it was called after MPI_Finalize" : "it was called before MPI_Init");
    }
}

static bool made_mistake(const struct findings *findings, enum mistake mistake, int rank)
{
    for (int i = 0; i < findings->count; i++)
        if (findings->list[i].mistake == mistake && findings->list[i].ranks[rank])
            return true;
    return false;
}

/* Returns the first send to a rank that nobody has received, that a receive asks for and that has more than `room`
 * bytes; NULL if there is none. */
static const struct call_made *too_long(const struct run *run, int rank, struct envelope asked,
                                        uint64_t room)
{
    for (long m = 0; m < run->history.messages_count; m++) {
        const struct message *message = &run->history.messages[m];
        const struct call_made *send = &run->history.calls[message->send];
        const struct event *event = &send->event;
        if (message->recv == NOT_THERE && event->dest == rank && event->bytes > room &&
            takes(asked, (struct envelope){event->comm, log_of(run, send)->rank, event->tag}))
            return send;
    }
    return NULL;
}

/* Of the open receives of a rank the first that is too small for a message to it; sets which message. */
static const struct request *too_small(const struct run *run, int rank,
                                       const struct call_made **send)
{
    const struct request *found = NULL;
    for (int i = 0; i < REQUESTS; i++) {
        const struct request *request = &run->logs[rank]->requests[i];
        if (request->kind != KIND_RECV || request->state != ACTIVE ||
            (found && request->number > found->number))
            continue;
        const struct call_made *longer = too_long(run, rank, asked_by(request), request->bytes);
        if (longer) {
            found = request;
            *send = longer;
        }
    }
    return found;
}

static void tell_truncated(const struct run *run, struct findings *findings,
                           const struct note *note)
{
    const struct rank_log *log = run->logs[note->rank];
    const struct call_made *send = NULL;
    struct event call;
    uint64_t serial;
    struct text seen = {0};
    latest_call(log, 0, &call, &serial);
    const struct request *request = too_small(run, note->rank, &send);
    enum kind kind = kind_of_call(call.call);
    add(&seen, "it has room for ");
    if ((kind == KIND_WAIT_ALL || kind == KIND_WAIT_ANY || kind == KIND_TEST) && request) {
        struct event asked = {.call = request->call, .place = request->place};
        add_bytes(&seen, request->bytes);
        add(&seen, ", and rank %d sent ", log_of(run, send)->rank);
        add_bytes(&seen, send->event.bytes);
        add(&seen, "; the error came in %s (", note->field[1]);
        add_place(&seen, log, place_in(note->field[2]));
        add(&seen, ")");
        find_call(findings, TRUNCATED, log, &asked, seen.words);
    } else {
        add_bytes(&seen, call.bytes);
        send = too_long(run, note->rank, (struct envelope){call.comm, call.source, call.recvtag},
                        call.bytes);
        if (send) {
            add(&seen, ", and rank %d sent ", log_of(run, send)->rank);
            add_bytes(&seen, send->event.bytes);
            add(&seen, " (");
            add_place(&seen, log_of(run, send), send->event.place);
            add(&seen, ")");
        }
        find_at(findings, TRUNCATED, log, note->field[1], place_in(note->field[2]), seen.words);
    }
    free(seen.words);
}

/* What an error's class says, with the arguments of the call (see eyes.h). */
static void tell_refused(const struct run *run, struct findings *findings, const struct note *note)
{
    const char *class = note->field[3];
    int dest = atoi(note->field[4]), source = atoi(note->field[5]), tag = atoi(note->field[6]),
        root = atoi(note->field[8]), size = atoi(note->field[9]);
    long long count = atoll(note->field[7]);
    struct text seen = {0};
    if (size < 0 && (strcmp(class, "rank") == 0 || strcmp(class, "root") == 0)) {
        add(&seen, "there is no such rank");
    } else if (strcmp(class, "rank") == 0) {
        bool dest_is_there = dest == MPI_PROC_NULL || (dest >= 0 && dest < size);
        add(&seen, "there is no rank %d in its communicator, which has the ranks 0 to %d",
            dest_is_there ? source : dest, size - 1);
    } else if (strcmp(class, "root") == 0) {
        add(&seen, "there is no root %d in its communicator, which has the ranks 0 to %d", root,
            size - 1);
    } else if (strcmp(class, "tag") == 0) {
        add(&seen, "%d is no tag: a tag is not negative, and at most MPI_TAG_UB", tag);
    } else if (strcmp(class, "count") == 0) {
        add(&seen, "%lld is no count", count);
    } else if (strcmp(class, "type") == 0) {
        add(&seen, "the datatype is none, or one that was freed or not committed");
    } else if (strcmp(class, "communicator") == 0) {
        add(&seen, "the communicator is none, or one that was freed");
    } else if (strcmp(class, "operation") == 0) {
        add(&seen, "the operation is none, or none for this datatype");
    } else if (strcmp(class, "buffer") == 0 && strstr(note->field[1], "send")) {
        add(&seen, "the buffer is none, or has no room for the message");
    } else if (strcmp(class, "buffer") == 0) {
        add(&seen, "the buffer is none where one is needed, or the same for what is sent and what "
                   "is received");
    } else if (strcmp(class, "request") == 0) {
        add(&seen, "the request is none, or one that was freed");
    } else {
        add(&seen, "MPI gives an error of its class \"%s\"", class);
    }
    add(&seen, ". MPI says: %s", note->field[10]);
    find_at(findings, BAD_ARGUMENT, run->logs[note->rank], note->field[1], place_in(note->field[2]),
            seen.words);
    free(seen.words);
}

static bool collectives_differ(const struct findings *findings)
{
    return has(findings, COLLECTIVE_MISMATCH) || has(findings, ROOT_MISMATCH) ||
           has(findings, OPERATION_MISMATCH) || has(findings, COUNT_MISMATCH);
}

static void judge_errors(const struct run *run, struct findings *findings)
{
    for (long i = 0; i < run->count; i++) {
        const struct note *note = &run->notes[i];
        const struct rank_log *log = run->logs[note->rank];
        if (!is_note(note, "uncommitted", 4))
            continue;
        const struct call_made *call = call_named(run, note->rank, note->field[1]);
        struct text seen = {0};
        if (!call)
            continue;
        add(&seen, "the datatype that %s made (", note->field[2]);
        add_place(&seen, log, place_in(note->field[3]));
        add(&seen, ") was not committed");
        find_call(findings, NOT_COMMITTED, log, &call->event, seen.words);
        free(seen.words);
    }
    for (long i = 0; i < run->count; i++) {
        const struct note *note = &run->notes[i];
        const struct call_made *send;
        if (!is_note(note, "refused", 11) || collectives_differ(findings))
            continue;
        if (strcmp(note->field[3], "truncate") == 0 ||
            (strcmp(note->field[3], "in status") == 0 && too_small(run, note->rank, &send)))
            tell_truncated(run, findings, note);
        else if (!made_mistake(findings, NOT_COMMITTED, note->rank))
            tell_refused(run, findings, note);
    }
}

static void judge_end(const struct run *run, struct findings *findings)
{
    for (int r = 0; r < run->history.size; r++) {
        const struct rank_log *log = run->logs[r];
        struct text seen = {0};
        struct event last;
        uint64_t serial;
        if (!log)
            continue;
        bool open = latest_call(log, 0, &last, &serial);
        const char *name = serial > 0 ? name_of_call(log, last.call) : "";
        bool finalizes = open && kind_of_call(last.call) == KIND_FINALIZE;
        /* What comes of a mistake that is told already: UCX dies of a window that is left. */
        if ((collectives_differ(findings) && (log->phase == DIED || run->status == 124)) ||
            (log->phase == DIED && finalizes && has(findings, WINDOW_NOT_FREED)))
            continue;
        if (log->phase == DIED) {
            bool here = log->died >= log->modules[0].from && log->died < log->modules[0].to;
            add(&seen, "signal %d (SIG%s)", log->status, sigabbrev_np(log->status));
            if (serial > 0)
                add(&seen, here ? ", in the program after %s" : " in %s", name);
            find_at(findings, CRASH, log, here ? "" : name,
                    here         ? log->died + 1
                    : serial > 0 ? last.place
                                 : 0,
                    seen.words);
        } else if (log->phase == LEFT && !made_mistake(findings, BEFORE_INIT, r)) {
            add(&seen, "it left with exit status %d", log->status);
            if (serial > 0)
                add(&seen, "; its last call was %s", name);
            find_at(findings, NO_FINALIZE, log, name, serial > 0 ? last.place : 0, seen.words);
        } else if (run->status == 124 && log->phase == RUNNING && !finalizes) {
            add(&seen, open ? "it was in %s" : "it did not call MPI, after %s", name);
            find_at(findings, TIMED_OUT, log, name, last.place, seen.words);
        }
        free(seen.words);
    }
}

/* --- who can never go on --- */

/* Whether a call of this rank is stuck: not in MPI_Finalize, where it waits for those who are. */
static bool is_waiting(const struct graph *graph, int rank)
{
    for (int k = 0; k < graph->count; k++)
        if (graph->nodes[k].rank == rank && !graph->nodes[k].free && !is_finalize(&graph->nodes[k]))
            return true;
    return false;
}

/* Sets the stuck ranks that a stuck call waits for. */
static void mark_waited_for(const struct graph *graph, const struct node *node, bool *set)
{
    partners(graph, node, set);
    for (int r = 0; r < graph->size; r++)
        set[r] = set[r] && is_waiting(graph, r);
}

/* Of each rank: 0, or 1 and the lowest rank of the circle of those that are stuck and wait, by each other, for
 * themselves. */
static void mark_circles(const struct graph *graph, int *circle)
{
    int n = graph->size;
    bool *reach = need(calloc((size_t)n * (size_t)n, sizeof *reach)),
         *set = need(calloc((size_t)n, sizeof *set));
    for (int i = 0; i < graph->count; i++) {
        const struct node *node = &graph->nodes[i];
        if (node->free || is_finalize(node))
            continue;
        mark_waited_for(graph, node, set);
        for (int r = 0; r < n; r++)
            reach[node->rank * n + r] |= set[r];
    }
    for (int k = 0; k < n; k++)
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n && reach[i * n + k]; j++)
                reach[i * n + j] |= reach[k * n + j];
    for (int r = 0; r < n; r++)
        for (int k = 0; k < n && !circle[r]; k++)
            if (reach[r * n + k] && reach[k * n + r])
                circle[r] = k + 1;
    free(reach);
    free(set);
}

/* Whether another one that it waits for is stuck too: then it only waits behind that one. */
static bool waits_behind(const struct graph *graph, const struct node *node)
{
    bool *set = need(calloc((size_t)graph->size, sizeof *set)), behind = false;
    mark_waited_for(graph, node, set);
    for (int r = 0; r < graph->size; r++)
        behind |= set[r] && r != node->rank;
    free(set);
    return behind;
}

static void judge_stuck(const struct run *run, struct findings *findings, enum way way)
{
    struct graph graph = {.size = run->history.size};
    graph.ranks = need(calloc((size_t)graph.size, sizeof *graph.ranks));
    graph.nodes = need(calloc((size_t)graph.size * THREADS, sizeof *graph.nodes));
    int *circle = need(calloc((size_t)graph.size, sizeof *circle));
    bool sends = false, any_missed = false;
    for (int r = 0; r < graph.size; r++) {
        graph.ranks[r].log = run->logs[r];
        graph.ranks[r].ended =
            run->logs[r] && run->logs[r]->phase != RUNNING && run->logs[r]->phase != STARTING;
    }
    look(&graph);
    reduce(&graph, true);
    mark_circles(&graph, circle);
    for (int i = 0; i < graph.count; i++) {
        enum kind kind = kind_of_call(waiting_call(&graph, &graph.nodes[i]).call);
        struct near_miss miss;
        sends |= !graph.nodes[i].free && (kind == KIND_SEND || kind == KIND_SENDRECV);
        any_missed |= !graph.nodes[i].free && find_near_miss(&graph, &graph.nodes[i], &miss);
    }
    for (int i = 0; i < graph.count; i++) {
        const struct node *node = &graph.nodes[i];
        const struct rank_log *log = run->logs[node->rank];
        struct event call = waiting_call(&graph, node);
        struct near_miss miss = {0};
        struct text seen = {0};
        if (node->free || is_finalize(node))
            continue;
        enum mistake mistake = sends ? UNSAFE_SEND : UNSAFE_COLLECTIVE;
        bool missed = find_near_miss(&graph, node, &miss);
        add(&seen, way == STRICT ? "if it waited, it would wait " : "it waits ");
        add_reason(&seen, &graph, node);
        if (way == WATCHED) {
            if (missed)
                mistake = NEVER_SENT;
            else if (circle[node->rank])
                mistake = any_missed ? MISTAKES : DEADLOCK; /* the other is to blame */
            else if (waits_behind(&graph, node))
                mistake = MISTAKES;
            else if (is_collective(kind_of_call(call.call)))
                mistake = MISSING_FROM_COLLECTIVE;
            else
                mistake = call.dest >= 0 ? NEVER_RECEIVED : NEVER_SENT;
        }
        if (missed) {
            add(&seen, "; ");
            add_near_miss(&seen, &graph, node, &miss);
        }
        if (mistake != MISTAKES)
            find_call(findings, mistake, log, &node->call, seen.words)->circle =
                missed ? 0 : circle[node->rank];
        if (missed && mistake == NEVER_SENT) {
            struct text other = {0};
            add(&other, "nobody receives this message to rank %d with tag %d", node->rank,
                miss.tag);
            for (long k = 0; k < run->history.count; k++)
                if (log_of(run, &run->history.calls[k])->rank == miss.rank &&
                    run->history.calls[k].event.place == miss.place &&
                    (run->history.calls[k].event.dest == node->rank)) {
                    find_call(findings, NEVER_RECEIVED, run->logs[miss.rank],
                              &run->history.calls[k].event, other.words);
                    break;
                }
            free(other.words);
        }
        free(seen.words);
    }
    free(graph.ranks);
    free(graph.nodes);
    free(circle);
}

/* --- memory --- */

static void judge_memory(const struct run *run, struct findings *findings)
{
    for (long i = 0; i < run->count; i++) {
        const struct note *note = &run->notes[i];
        const struct rank_log *log = run->logs[note->rank];
        struct text seen = {0};
        if (is_note(note, "overrun", 4)) {
            const struct call_made *call = call_named(run, note->rank, note->field[1]);
            uint64_t room = strtoull(note->field[3], NULL, 10), came = 0;
            bool receives = strcmp(note->field[2], "receive") == 0;
            if (!call)
                continue;
            for (long m = 0; m < run->history.messages_count && receives; m++)
                if (run->history.messages[m].recv != NOT_THERE &&
                    &run->history.calls[run->history.messages[m].post] == call)
                    came = run->history.calls[run->history.messages[m].recv].event.received;
            bool collective = is_collective(kind_of_call(call->event.call));
            add(&seen, "the array that it is to %s ends after ", receives ? "fill" : "read");
            add_bytes(&seen, room);
            if (call->event.bytes > room && !collective) {
                add(&seen, ", the count asks for ");
                add_bytes(&seen, call->event.bytes);
            }
            if (receives && came > 0 && came <= room) {
                add(&seen, "; this time only ");
                add_bytes(&seen, came);
                add(&seen, " came");
            }
            bool harmless = receives && !collective && came <= room;
            int before = findings->count;
            struct finding *finding = find_call(findings, OVERRUN, log, &call->event, seen.words);
            finding->could = harmless && (finding->could || findings->count > before);
        } else if (is_note(note, "memory", 3)) {
            /* In the program, or in a library below a call of MPI. */
            uint64_t place = place_in(note->field[1]), serial;
            bool here = place >= log->modules[0].from && place < log->modules[0].to;
            struct event call = {0};
            bool open = latest_call(log, 0, &call, &serial);
            add(&seen, "AddressSanitizer says: %s", note->field[2]);
            if (here)
                find_at(findings, OVERRUN, log, "", place + 1, seen.words);
            else if (open && !made_mistake(findings, OVERRUN, note->rank))
                find_call(findings, OVERRUN, log, &call, seen.words);
        } else if (is_note(note, "undefined", 4)) {
            struct source_line line = {.number = atoi(note->field[2])};
            snprintf(line.path, sizeof line.path, "%s", note->field[1]);
            add(&seen, "%s", note->field[3]);
            find(findings, UNDEFINED, note->rank, "", &line, seen.words);
        } else if (is_note(note, "touched", 6)) {
            add(&seen, "it %s the buffer that ",
                strcmp(note->field[1], "write") == 0 ? "writes into" : "reads");
            add(&seen, "%s (", note->field[3]);
            add_place(&seen, log, place_in(note->field[4]));
            add(&seen, ") is still %s",
                strcmp(note->field[5], "write") == 0 ? "receiving into" : "sending");
            find_at(findings, BUFFER_IN_USE, log, note->field[3], place_in(note->field[2]),
                    seen.words);
        }
        free(seen.words);
    }
}

/* --- a run --- */

/* Whether what was found explains why a run went on no further. */
static bool is_explained(const struct findings *findings)
{
    for (int i = BEFORE_INIT; i <= CRASH; i++)
        if (has(findings, (enum mistake)i))
            return true;
    return false;
}

bool judge_run(struct findings *findings, enum way way, const char *directory, int status)
{
    struct run run;
    all_wait_for_all = way == STRICT;
    if (!read_run(&run, directory, status))
        return false;
    if (way == RACE || way == MEMORY) {
        judge_memory(&run, findings);
        return true;
    }
    if (way == STRICT) {
        /* What is never received, or not called by all, waits there too: it has been told. */
        bool told = is_explained(findings) || has(findings, NEVER_RECEIVED) ||
                    has(findings, MISSING_FROM_COLLECTIVE);
        if (status == 121 && !told)
            judge_stuck(&run, findings, way);
        else if (status == 124)
            withhold(findings, "whether it relies on MPI's copying small messages: the strict run "
                               "did not come to its end in time");
        return true;
    }
    judge_outside(&run, findings);
    if (run.full)
        withhold(findings, "collectives and messages of the run: the recorder could not note all, "
                           "or something called MPI within a call of MPI");
    else
        judge_collectives(&run, findings);
    judge_errors(&run, findings);
    for (int r = 0; r < run.history.size && (status < 121 || status > 124); r++)
        if (run.logs[r])
            judge_left(&run, findings, r);
    judge_end(&run, findings);
    if (status == 121 && !is_explained(findings))
        judge_stuck(&run, findings, way);
    if (!run.full && run.notes_full)
        withhold(findings, "the types of messages: there are more than can be noted");
    else if (!run.full)
        judge_types(&run, findings);
    if (!run.full && all_finalized(&run)) {
        judge_unreceived(&run, findings);
        judge_never_started(&run, findings);
    }
    return true;
}

/* --- the order of messages --- */

bool may_race(const char *directory, bool asked)
{
    struct run run;
    bool found = false;
    if (!read_run(&run, directory, 0))
        return false;
    int *first = need(calloc((size_t)run.history.size, sizeof *first));
    bool *several = need(calloc((size_t)run.history.size, sizeof *several)),
         *unasked = need(calloc((size_t)run.history.size, sizeof *unasked));
    for (long i = 0; i < run.history.count; i++) {
        const struct call_made *call = &run.history.calls[i], *post;
        int rank = log_of(&run, call)->rank;
        char name[40];
        post = &run.history.calls[call->asked];
        if (call->event.from < 0 || post->event.source != ANY)
            continue;
        several[rank] |= first[rank] && first[rank] != call->event.from + 1;
        first[rank] = call->event.from + 1;
        name_event(name, sizeof name, &post->event);
        const struct note *note = note_on(&run, rank, "wildcard", name, NULL);
        unasked[rank] |= note && (!asked || strcmp(note->field[2], "ignored") == 0);
    }
    for (int r = 0; r < run.history.size; r++)
        found |= several[r] && unasked[r];
    free(first);
    free(several);
    free(unasked);
    return found;
}

static int by_text(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

/* The lines that all ranks printed, sorted, as one text. */
static char *answer_of(const char *directory, int size)
{
    struct text all = {0}, sorted = {0};
    add(&all, "%s", "");
    for (int r = 0; r < size; r++) {
        size_t bytes, at = 0;
        const char *data = open_prints(directory, r, &bytes);
        struct print print;
        for (const char *words; (words = next_print(data, bytes, &at, &print));)
            if (print.stream == 1)
                add(&all, "%.*s", (int)print.length, words);
        add(&all, "\n");
    }
    long count = 0;
    char **lines = need(calloc(all.length + 1, sizeof *lines)), *rest = all.words;
    for (char *line; (line = strsep(&rest, "\n"));)
        lines[count++] = line;
    qsort(lines, (size_t)count, sizeof *lines, by_text);
    for (long i = 0; i < count; i++)
        add(&sorted, "%s\n", lines[i]);
    free(lines);
    free(all.words);
    return sorted.words;
}

/* What was asked for, with MPI_ANY_SOURCE, of the next message that a rank got so, from index `at` on; NULL:
 * no more. Sets `at` behind it, and from whom the message came. */
static const struct call_made *next_wildcard(const struct run *run, int rank, long *at, int *from)
{
    for (; *at < run->history.count; ++*at) {
        const struct call_made *call = &run->history.calls[*at],
                               *post = &run->history.calls[call->asked];
        if (log_of(run, call)->rank != rank || post->event.source != ANY || call->event.from < 0)
            continue;
        *from = call->event.from;
        ++*at;
        return post;
    }
    return NULL;
}

/* The first wildcard of a rank that did not take the same message in the other run. */
static const struct call_made *differs(const struct run *low, const struct run *high, int rank)
{
    const struct call_made *one, *other;
    int from_one = 0, from_other = 0;
    long i = 0, k = 0;
    do {
        one = next_wildcard(low, rank, &i, &from_one);
        other = next_wildcard(high, rank, &k, &from_other);
    } while (one && other && from_one == from_other);
    return one; /* or where the other did not get so far */
}

void judge_order(struct findings *findings, const char *const directories[ORDERS],
                 const int statuses[ORDERS])
{
    struct run runs[ORDERS];
    char *answers[ORDERS];
    for (int i = 0; i < ORDERS; i++) {
        if (!read_run(&runs[i], directories[i], statuses[i]))
            return;
        answers[i] = answer_of(directories[i], findings->size);
    }
    if (strcmp(answers[0], answers[1]) != 0 || statuses[0] != statuses[1]) {
        withhold(findings, "whether the order of messages decides the answer: it differs from run "
                           "to run in any case");
        return;
    }
    for (int i = 2; i < ORDERS; i++) {
        if (strcmp(answers[0], answers[i]) == 0 && statuses[0] == statuses[i])
            continue;
        for (int r = 0; r < findings->size; r++) {
            const struct call_made *call = differs(&runs[0], &runs[i], r);
            if (call)
                find_call(findings, MESSAGE_RACE, log_of(&runs[0], call), &call->event,
                          statuses[i] == statuses[0]
                              ? "it took the message of any rank; when another one's came first, "
                                "the program printed something else"
                              : "it took the message of any rank; when another one's came first, "
                                "the program did not end well");
        }
        return;
    }
}
