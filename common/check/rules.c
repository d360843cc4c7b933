/* Holds a run against rules on how it got to its answer: rules DIRECTORY [RULE...]
 *
 * A rule is WHO WHAT HOW-MANY, in one argument:
 *   WHO       each (every rank), all (the ranks together), others (every rank but 0), rank N
 *   WHAT      calls by name, as patterns of the shell, capitals or not: MPI_Bcast, MPI_*send,
 *             MPI_Send|MPI_Isend;
 *             or sends, receives: messages, by whatever call
 *   HOW-MANY  = >= or <= and a number: whole numbers, size, and log (how often size can be halved, rounded
 *             up), joined by + - *, from left to right: >= size - 1
 *             or before WHAT: the first of these before the first of those
 * Always held: each line "rank N: ..." is printed by rank N, all ranks make the same collectives with the
 * same root, and at the end no message is unreceived, no request unfinished, no communicator and no datatype
 * unfreed. (Where the recorder could not note all, only what it is sure of.)
 *
 * Prints, for the first rule that is broken, its number (from 1; 0 for what always holds) and what was
 * found. Ends with 0: all hold, 1: one is broken, 2: bad input. */
#include "history/history.h"
#include "mpi/operations.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct history history;
static struct text found;

/* Ranks of which the same is to be said, and what. */
static bool *wrong;

static int refuse(const char *rule, const char *what)
{
    fprintf(stderr, "Cannot read the rule '%s': %s\n", rule, what);
    return 2;
}

static int broken(int rule)
{
    printf("%d %s\n", rule, found.words);
    return 1;
}

static bool matches(const struct call_made *call, const char *what)
{
    char patterns[256], *rest = patterns;
    const char *name = name_of_call(history.lanes[call->lane].log, call->event.call);
    snprintf(patterns, sizeof patterns, "%s", what);
    for (char *pattern; (pattern = strtok_r(rest, "|", &rest));)
        if (fnmatch(pattern, name, FNM_CASEFOLD) == 0)
            return true;
    return false;
}

/* How often each rank did it; with `first`, instead, which of its calls was the first of them, from 1. */
static void count_of(const char *what, bool first, long *counts)
{
    bool sends = strcmp(what, "sends") == 0, receives = strcmp(what, "receives") == 0;
    memset(counts, 0, (size_t)history.size * sizeof counts[0]);
    for (long i = 0; i < history.messages_count && (sends || receives); i++) {
        long call = sends ? history.messages[i].send : history.messages[i].recv;
        if (call != NOT_THERE)
            counts[history.lanes[history.calls[call].lane].rank]++;
    }
    for (long i = 0; i < history.count && !sends && !receives; i++) {
        const struct call_made *call = &history.calls[i];
        long *count = &counts[history.lanes[call->lane].rank];
        if (call->event.part || !matches(call, what))
            continue;
        if (first)
            *count = *count ? *count : (long)call->event.serial;
        else
            *count += 1 + (long)call->event.repeats;
    }
}

/* Returns the value of an expression; sets `end` to what cannot be read, or to an empty text. */
static long value_of(const char *text, char **end)
{
    long value = 0;
    for (char sign = '+';;) {
        long term = 0;
        text += strspn(text, " ");
        *end = (char *)text;
        if (strncmp(text, "size", 4) == 0) {
            term = history.size;
            text += 4;
        } else if (strncmp(text, "log", 3) == 0) {
            for (long reached = 1; reached < history.size; reached *= 2)
                term++;
            text += 3;
        } else {
            term = strtol(text, end, 10);
            if (*end == text) {
                *end = "a number";
                return 0;
            }
            text = *end;
        }
        value = sign == '*' ? value * term : sign == '-' ? value - term : value + term;
        text += strspn(text, " ");
        *end = (char *)text;
        if (*text != '+' && *text != '-' && *text != '*')
            return value;
        sign = *text++;
    }
}

static bool holds(long count, const char *how, long value)
{
    return how[0] == '=' ? count == value : how[0] == '>' ? count >= value : count <= value;
}

/* Adds the calls of a pattern, behind a word or two: " called MPI_Send or MPI_Ssend". */
static void add_names(const char *words, const char *what)
{
    char names[256], *rest = names;
    snprintf(names, sizeof names, "%s", what);
    for (char *name; (name = strtok_r(rest, "|", &rest));)
        add(&found, " %s %s", name == names ? words : "or", name);
}

/* Adds what was done so often, and what is asked for. */
static void add_count(const char *what, long count, const char *how, long value)
{
    bool sends = strcmp(what, "sends") == 0;
    if (sends || strcmp(what, "receives") == 0) {
        add(&found, " %s %ld message%s", sends ? "sent" : "received", count, count == 1 ? "" : "s");
    } else {
        add_names(count == 0 ? "never called" : "called", what);
        if (count > 0)
            add(&found, " %ld time%s", count, count == 1 ? "" : "s");
    }
    const char *bound = how[0] == '>' ? "at least " : how[0] == '<' ? "at most " : "";
    if (value == 0)
        add(&found, "; asked for: none");
    else
        add(&found, "; asked for: %s%ld", bound, value);
}

static void tell_ranks(void)
{
    int count = 0;
    for (int r = 0; r < history.size; r++)
        count += wrong[r];
    add(&found, count == 1 ? "rank " : "ranks ");
    add_ranks(&found, wrong, history.size);
}

struct rule {
    char who[32], what[256], how[8];
    const char *rest; /* the number, or what is to come later */
    int only;         /* of "rank N", or -1 */
    int number;
};

/* Whether the rule is about this rank by itself. */
static bool is_asked(const struct rule *rule, int rank)
{
    return rank == rule->only || strcmp(rule->who, "each") == 0 ||
           (rank > 0 && strcmp(rule->who, "others") == 0);
}

/* What each rank did first, and what later. Both of these return 0, 1 or 2 as the program does. */
static int hold_order(const struct rule *rule)
{
    if (strcmp(rule->who, "all") == 0)
        return refuse(rule->who, "with before, expected each, others or rank N");
    int wrongs = 0;
    long *sooner = need(calloc((size_t)history.size, sizeof *sooner)),
         *later = need(calloc((size_t)history.size, sizeof *later));
    count_of(rule->what, true, sooner);
    count_of(rule->rest, true, later);
    for (int r = 0; r < history.size; r++) {
        wrong[r] = is_asked(rule, r) && later[r] > 0 && (sooner[r] == 0 || sooner[r] > later[r]);
        wrongs += wrong[r];
    }
    free(sooner);
    free(later);
    if (wrongs == 0)
        return 0;
    tell_ranks();
    add_names("called", rule->rest);
    add(&found, wrongs == 1 ? " before it" : " before they");
    add_names("called", rule->what);
    return broken(rule->number);
}

/* How often it was done. */
static int hold_count(const struct rule *rule)
{
    char *end = "";
    long value = value_of(rule->rest, &end), sum = 0;
    if (*end != '\0')
        return refuse(rule->rest, "expected whole numbers, size and log, joined by + - *");
    int first = NOT_THERE; /* of the ranks that did it another number of times */
    long *counts = need(calloc((size_t)history.size, sizeof *counts));
    count_of(rule->what, false, counts);
    for (int r = 0; r < history.size; r++) {
        sum += counts[r];
        wrong[r] = is_asked(rule, r) && !holds(counts[r], rule->how, value);
        if (wrong[r] && first == NOT_THERE)
            first = r;
    }
    long told = first == NOT_THERE ? sum : counts[first];
    for (int r = 0; r < history.size; r++)
        wrong[r] = wrong[r] && counts[r] == told; /* those who did it as often are told together */
    free(counts);
    if (first != NOT_THERE)
        tell_ranks();
    else if (strcmp(rule->who, "all") == 0 && !holds(sum, rule->how, value))
        add(&found, "all ranks together");
    else
        return 0;
    add_count(rule->what, told, rule->how, value);
    return broken(rule->number);
}

static int hold(const char *text, int number)
{
    struct rule rule = {.who = "rank", .only = -1, .number = number};
    int at = 0;
    if ((sscanf(text, "rank %d %n", &rule.only, &at) != 1 || at == 0) &&
        (sscanf(text, "%31s %n", rule.who, &at) != 1 || at == 0))
        return refuse(text, "expected WHO WHAT HOW-MANY");
    text += at;
    at = 0;
    if (sscanf(text, "%255s %7s %n", rule.what, rule.how, &at) != 2 || at == 0)
        return refuse(text, "expected WHAT HOW-MANY");
    rule.rest = text + at;
    if (!is_asked(&rule, 1) && rule.only < 0 && strcmp(rule.who, "all") != 0)
        return refuse(rule.who, "expected each, all, others or rank N");
    if (strcmp(rule.how, "before") == 0)
        return hold_order(&rule);
    if (strcmp(rule.how, "=") != 0 && strcmp(rule.how, ">=") != 0 && strcmp(rule.how, "<=") != 0)
        return refuse(rule.how, "expected =, >=, <= or before");
    return hold_count(&rule);
}

static bool says_for_another(const char *directory)
{
    for (int r = 0; r < history.size; r++) {
        size_t bytes, at = 0, length = 0;
        char head[32]; /* of the line that is being printed, maybe in several pieces */
        const char *data = open_prints(directory, r, &bytes);
        struct print print;
        for (const char *text; (text = next_print(data, bytes, &at, &print));) {
            for (uint32_t i = 0; i < print.length && print.stream == 1; i++) {
                int speaker, end = 0;
                if (length < sizeof head - 1)
                    head[length++] = text[i];
                if (text[i] == '\n')
                    length = 0;
                if (text[i] != ':' || length == 0 || length == sizeof head - 1)
                    continue;
                head[length] = '\0';
                if (sscanf(head, "rank %d:%n", &speaker, &end) == 1 && (size_t)end == length &&
                    speaker != r) {
                    add(&found,
                        "rank %d printed a line that begins with \"rank %d:\": each rank is to "
                        "speak for itself",
                        r, speaker);
                    return true;
                }
            }
        }
    }
    return false;
}

static void tell_collective(const struct call_made *call)
{
    int rank = history.lanes[call->lane].rank;
    add(&found, "rank %d called %s", rank,
        name_of_call(log_of_rank(&history, rank), call->event.call));
    if (call->event.root != NOBODY)
        add(&found, " with root %d", call->event.root);
    if (call->event.operation)
        add(&found, call->event.root == NOBODY ? " with %s" : " and %s",
            operation_names[call->event.operation]);
    add(&found, " (");
    add_place(&found, log_of_rank(&history, rank), call->event.place);
    add(&found, ")");
}

/* The nth collective on a communicator is to be the same call on all its ranks (MPI 4.0, 6.1). */
static bool disagree(void)
{
    for (long m = 0; m < history.meetings_count; m++) {
        const struct meeting *meeting = &history.meetings[m];
        for (long i = 1; i < meeting->count; i++) {
            const struct call_made *one = meeting->calls[i - 1], *other = meeting->calls[i];
            int in = 0;
            while (in < DIFFERENCES && is_alike(&one->event, &other->event, (enum difference)in))
                in++;
            if (in == DIFFERENCES)
                continue;
            tell_collective(one);
            add(&found, ", and for the same collective ");
            tell_collective(other);
            return true;
        }
    }
    return false;
}

static bool left_a_message(void)
{
    for (long i = 0; i < history.messages_count; i++) {
        const struct message *message = &history.messages[i];
        const struct call_made *send = &history.calls[message->send];
        if (!message->left)
            continue;
        int rank = history.lanes[send->lane].rank;
        add(&found, "rank %d sent rank %d a message with tag %d (", rank, send->event.dest,
            send->event.tag);
        add_place(&found, log_of_rank(&history, rank), send->event.place);
        add(&found, ") that was never received");
        return true;
    }
    return false;
}

static bool left_something(void)
{
    for (int r = 0; r < history.size; r++) {
        const struct rank_log *log = log_of_rank(&history, r);
        const struct request *request;
        const struct comm *comm;
        if (!log)
            continue;
        if ((request = left_request(&history, log, &(int){0}))) {
            add(&found, "rank %d made a request with %s (", r, name_of_call(log, request->call));
            add_place(&found, log, request->place);
            add(&found,
                request->state == ACTIVE ? ") and never completed it" : ") and never freed it");
        } else if ((comm = left_comm(log, &(int){0}))) {
            add(&found, "rank %d never freed the communicator that it made at ", r);
            add_place(&found, log, comm->made);
        } else if (left_types(log) > 0) {
            add(&found, "rank %d never freed %d of the datatypes that it committed", r,
                left_types(log));
        } else {
            continue;
        }
        return true;
    }
    return false;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return fprintf(stderr, "Type rules DIRECTORY [RULE...]\n"), 2;
    if (!read_history(&history, argv[1]))
        return fprintf(stderr, "%s holds no log of a run\n", argv[1]), 2;
    wrong = need(calloc((size_t)history.size, sizeof *wrong));
    /* Without all calls nobody can say how often one was made. */
    for (int i = 0; i < history.lanes_count && argc > 2; i++)
        if (history.lanes[i].lost > 0) {
            add(&found, "rank %d made more calls than can be kept: %ld", history.lanes[i].rank,
                history.lanes[i].count + (long)history.lanes[i].lost);
            return broken(0);
        }
    for (int i = 2; i < argc; i++) {
        int status = hold(argv[i], i - 1);
        if (status != 0)
            return status;
    }
    bool left = !history.full && (disagree() || left_a_message());
    return left || says_for_another(argv[1]) || left_something() ? broken(0) : 0;
}
