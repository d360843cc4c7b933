/* Says what is wrong with a program, from the runs that scripts/diagnose has made:
 *
 *   diagnose [--json|--brief] NAME NP [--withheld WORDS] WAY STATUS DIRECTORY...   WAY: watched, strict, race,
 *                                  memory; or low, again, high, mixed: those in another order of the messages
 *   diagnose --may-race DIRECTORY [asked]   whether other orders are worth a run
 *   diagnose --catalogue                    all mistakes, a line each, fields between tabs
 *
 * Ends with 0: nothing was found, 1: something was, 2: bad input. */
#include "diagnose/judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct findings findings;

static int by_weight(const void *one, const void *other)
{
    const struct finding *a = one, *b = other;
    if (a->could != b->could)
        return a->could ? 1 : -1;
    if (a->mistake != b->mistake)
        return a->mistake < b->mistake ? -1 : 1;
    if (a->line.number != b->line.number)
        return a->line.number < b->line.number ? -1 : 1;
    return a->first - b->first;
}

/* Adds words, broken into lines of at most `width`; all but the first begin with `indent` spaces. */
static void add_folded(struct text *text, const char *words, int indent, int width)
{
    int column = indent;
    while (*words) {
        int length = (int)strcspn(words, " ");
        if (column > indent && column + 1 + length > width) {
            add(text, "\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            add(text, " ");
            column++;
        }
        add(text, "%.*s", length, words);
        column += length;
        words += length;
        words += strspn(words, " ");
    }
    add(text, "\n");
}

static void add_field(struct text *text, const char *name, const char *words)
{
    enum { INDENT = 13, WIDTH = 100 };
    add(text, "   %-10s", name);
    add_folded(text, words, INDENT, WIDTH);
}

static void add_who(struct text *text, const struct finding *finding)
{
    int count = 0;
    for (int r = 0; r < findings.size; r++)
        count += finding->ranks[r];
    add(text, count == 1 ? "rank " : "ranks ");
    add_ranks(text, finding->ranks, findings.size);
}

static void add_where(struct text *text, const struct finding *finding)
{
    if (finding->line.number > 0)
        add(text, "%s:%d", name_of_file(finding->line.path), finding->line.number);
    else if (finding->line.path[0])
        add(text, "%s (no line: it was compiled without -g)", name_of_file(finding->line.path));
    else
        add(text, "an unknown line");
}

static bool is_same_mistake(const struct finding *one, const struct finding *other)
{
    return one == other || (one->circle > 0 && one->circle == other->circle &&
                            one->mistake == other->mistake && one->could == other->could);
}

/* Whether one before it in the list is the same mistake, and tells of this one too. */
static bool is_told(const struct finding *finding)
{
    for (const struct finding *other = findings.list; other < finding; other++)
        if (is_same_mistake(other, finding))
            return true;
    return false;
}

static void add_seen(struct text *text, const struct finding *finding)
{
    struct text words = {0};
    add_who(&words, finding);
    if (finding->call[0] && finding->mistake != BUFFER_IN_USE)
        add(&words, " in %s", finding->call);
    add(&words, "   ");
    add_where(&words, finding);
    add(text, "   %-10s%s\n", "who", words.words);
    words.length = 0;
    if (finding->others)
        add(&words, "rank %d: ", finding->first);
    add(&words, "%s", finding->seen.words);
    if (finding->others)
        add(&words, "; of the others the like");
    add_field(text, "seen", words.words);
    free(words.words);
}

static void add_finding(struct text *text, const struct finding *finding, int number)
{
    const struct entry *entry = &catalogue[finding->mistake];
    struct text words = {0};
    bool could = finding->could && !entry->could; /* the title does not say so already */
    add(text, "\n%d. %s%s\n", number, could ? "COULD GO WRONG: " : "", entry->title);
    for (int i = 0; i < findings.count; i++)
        if (is_same_mistake(finding, &findings.list[i]))
            add_seen(text, &findings.list[i]);
    add(&words, "%s (%s)", entry->why, entry->source);
    add_field(text, "why", words.words);
    add_field(text, "change", entry->change);
    if (entry->lesson) {
        words.length = 0;
        add(&words, "make lesson-%s", entry->lesson);
        add_field(text, "lesson", words.words);
    }
    add(text, "   %-10slessons/MISTAKES.md#%s\n", "more", entry->name);
    free(words.words);
}

/* How the watched run ended, where that says something. */
static void add_end(struct text *text, int status)
{
    if (status == 0 || status == 121 || status == 122 || status == 124)
        return;
    if (status > 128)
        add(text, "The program died of signal %d.\n", status - 128);
    else
        add(text, "The program ended with status %d.\n", status);
}

static void print_text(const char *name, int status)
{
    struct text text = {0};
    int is = 0, could = 0;
    for (int i = 0; i < findings.count; i++) {
        is += !findings.list[i].could && !is_told(&findings.list[i]);
        could += findings.list[i].could && !is_told(&findings.list[i]);
    }
    add(&text, "%s with %d rank%s: ", name, findings.size, findings.size == 1 ? "" : "s");
    if (findings.count == 0)
        add(&text,
            status == 0 ? "no mistake found.\n" : "no mistake found that explains its end.\n");
    else
        add(&text, "%d mistake%s", is, is == 1 ? "" : "s");
    if (findings.count > 0)
        add(&text, could > 0 ? ", and %d that could show\n" : "\n", could);
    add_end(&text, status);
    for (int i = 0, number = 0; i < findings.count; i++)
        if (!is_told(&findings.list[i]))
            add_finding(&text, &findings.list[i], ++number);
    if (findings.withheld_count > 0)
        add(&text, "\nNot judged:\n");
    for (int i = 0; i < findings.withheld_count; i++) {
        add(&text, " - ");
        add_folded(&text, findings.withheld[i], 3, 100);
    }
    fputs(text.words, stdout);
    free(text.words);
}

/* Prints the findings without their explanations. */
static void print_brief(void)
{
    for (int i = 0; i < findings.count; i++) {
        const struct finding *finding = &findings.list[i];
        struct text text = {0};
        add(&text, "  %s: ", catalogue[finding->mistake].title);
        add_who(&text, finding);
        add(&text, ", ");
        add_where(&text, finding);
        add(&text, "\n    ");
        add_folded(&text, finding->seen.words, 4, 100);
        fputs(text.words, stdout);
        free(text.words);
    }
}

/* --- JSON (RFC 8259) --- */

static void print_string(const char *words)
{
    putchar('"');
    for (; *words; words++) {
        unsigned char byte = (unsigned char)*words;
        if (byte == '"' || byte == '\\')
            printf("\\%c", byte);
        else if (byte < 32 || byte == 127)
            printf("\\u%04x", byte);
        else
            putchar(byte);
    }
    putchar('"');
}

static void print_member(const char *name, const char *words)
{
    printf(", \"%s\": ", name);
    if (words)
        print_string(words);
    else
        printf("null");
}

static void print_json(const char *name, int status)
{
    printf("{\"program\": ");
    print_string(name);
    printf(", \"ranks\": %d, \"status\": %d, \"findings\": [", findings.size, status);
    for (int i = 0; i < findings.count; i++) {
        const struct finding *finding = &findings.list[i];
        const struct entry *entry = &catalogue[finding->mistake];
        const char *between = "";
        printf("%s\n  {\"mistake\": ", i > 0 ? "," : "");
        print_string(entry->name);
        print_member("certainty", finding->could ? "could" : "is");
        printf(", \"ranks\": [");
        for (int r = 0; r < findings.size; r++) {
            if (!finding->ranks[r])
                continue;
            printf("%s%d", between, r);
            between = ", ";
        }
        printf("]");
        print_member("call", finding->call[0] ? finding->call : NULL);
        print_member("file", finding->line.path[0] ? finding->line.path : NULL);
        printf(", \"line\": ");
        printf(finding->line.number > 0 ? "%d" : "null", finding->line.number);
        print_member("title", entry->title);
        print_member("seen", finding->seen.words);
        print_member("why", entry->why);
        print_member("source", entry->source);
        print_member("change", entry->change);
        print_member("lesson", entry->lesson);
        printf("}");
    }
    printf("%s], \"withheld\": [", findings.count > 0 ? "\n" : "");
    for (int i = 0; i < findings.withheld_count; i++) {
        printf(i > 0 ? ", " : "");
        print_string(findings.withheld[i]);
    }
    printf("]}\n");
}

static int print_catalogue(void)
{
    for (int i = 0; i < MISTAKES; i++) {
        const struct entry *entry = &catalogue[i];
        printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\n", entry->name, entry->title,
               entry->could ? "could" : "is", entry->why, entry->source, entry->change,
               entry->lesson ? entry->lesson : "-");
    }
    return 0;
}

static int refuse(void)
{
    fputs("Type make diagnose PROG=path/to/mine.c NP=4 (diagnose [--json] NAME NP WAY STATUS "
          "DIRECTORY...)\n",
          stderr);
    return 2;
}

int main(int argc, char **argv)
{
    static const char *const ways[WAYS] = {"watched", "strict", "race", "memory"};
    static const char *const orders[ORDERS] = {"low", "again", "high", "mixed"};
    const char *directories[ORDERS] = {0};
    int statuses[ORDERS] = {0}, status = 0, at = 1;
    if (argc > 1 && strcmp(argv[1], "--catalogue") == 0)
        return print_catalogue();
    if (argc > 2 && strcmp(argv[1], "--may-race") == 0)
        return may_race(argv[2], argc > 3) ? 0 : 1;
    bool json = argc > 1 && strcmp(argv[1], "--json") == 0,
         brief = argc > 1 && strcmp(argv[1], "--brief") == 0;
    at += json || brief;
    if (argc < at + 5 || (findings.size = atoi(argv[at + 1])) < 1)
        return refuse();
    const char *name = argv[at];
    for (at += 2; at < argc;) {
        bool known = false;
        if (strcmp(argv[at], "--withheld") == 0 && at + 1 < argc) {
            if (findings.withheld_count < 16)
                findings.withheld[findings.withheld_count++] = argv[at + 1];
            at += 2;
            continue;
        }
        if (at + 2 >= argc)
            return refuse();
        for (int way = 0; way < WAYS; way++) {
            if (strcmp(argv[at], ways[way]) != 0)
                continue;
            known = true;
            if (way == WATCHED)
                status = atoi(argv[at + 1]);
            if (!judge_run(&findings, (enum way)way, argv[at + 2], atoi(argv[at + 1])))
                return fprintf(stderr, "%s holds no record of a run\n", argv[at + 2]), 2;
        }
        for (int i = 0; i < ORDERS; i++) {
            if (strcmp(argv[at], orders[i]) != 0)
                continue;
            known = true;
            directories[i] = argv[at + 2];
            statuses[i] = atoi(argv[at + 1]);
        }
        if (!known)
            return refuse();
        at += 3;
    }
    int orders_run = 0;
    for (int i = 0; i < ORDERS; i++)
        orders_run += directories[i] != NULL;
    if (orders_run == ORDERS)
        judge_order(&findings, directories, statuses);
    qsort(findings.list, (size_t)findings.count, sizeof *findings.list, by_weight);
    if (json)
        print_json(name, status);
    else if (brief)
        print_brief();
    else
        print_text(name, status);
    return findings.count > 0;
}
