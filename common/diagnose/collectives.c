/* Collectives that not all ranks call alike. */
#include "diagnose/run.h"

#include "diagnose/signatures.h"
#include "mpi/operations.h"

#include <stdlib.h>
#include <string.h>

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
    if (mistake != COUNT_MISMATCH)
        return is_alike(a, b,
                        mistake == COLLECTIVE_MISMATCH ? IN_CALL
                        : mistake == ROOT_MISMATCH     ? IN_ROOT
                                                       : IN_OPERATION);
    if (!of_a || !of_b)
        return true;
    const char *same[2] = {of_a->field[2], of_b->field[2]};
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
        const char *sent = part_for(m->notes[from]->field[3], to, &sent_length),
                   *received = part_for(m->notes[to]->field[4], from, &received_length);
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
    const char *send = note->field[of_reduction ? 2 : 3], *receive = note->field[4];
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
            add(&seen, " with %s", operation_names[event->operation]);
        if (mistake == COUNT_MISMATCH) {
            add(&seen, " that ");
            add_data(&seen, m->notes[i], strcmp(m->notes[i]->field[2], "-") != 0);
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
            add(&seen, " with %s", operation_names[right->operation]);
        if (mistake == COUNT_MISMATCH) {
            add(&seen, " that ");
            add_data(&seen, m->notes[model], strcmp(m->notes[model]->field[2], "-") != 0);
        }
        add(&seen, " (");
        add_place(&seen, log, right->place);
        add(&seen, ")");
        find_call(findings, mistake, mine, event, seen.words);
        free(seen.words);
    }
    free(agree);
}

/* Tells the collectives to which some ranks never came, of a program that has ended. */
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
            break; /* then the others have not freed it, which is told elsewhere */
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

/* Judges one collective; returns false if something is wrong with it. */
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
            if (m.notes[i] && m.notes[i]->fields < 5)
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

void judge_collectives(const struct run *run, struct findings *findings)
{
    uint64_t spoilt =
        0; /* after the first mistake on a communicator, what follows there is not judged */
    for (long i = 0; i < run->history.meetings_count; i++) {
        const struct meeting *meeting = &run->history.meetings[i];
        uint64_t comm = meeting->calls[0]->event.comm;
        if (comm != spoilt && !judge_meeting(run, findings, meeting))
            spoilt = comm;
    }
}
