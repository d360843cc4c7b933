/* The chart in the terminal. */
#include "draw/draw.h"
#include "draw/labels.h"
#include "draw/layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NARROWEST = 12, EDGE = 24, CLOCK = 11 };

/* A character of the chart: a letter of a text, or one of these, which are drawn in one of two ways. */
enum glyph { LETTER, WORKS, WAITS, LINE, CROSSING, LEFT_HEAD, RIGHT_HEAD, BAR, CALL, OPEN };
static const char *const drawn[][2] = {
    [WORKS] = {"|", "│"},    [WAITS] = {":", "┊"},     [LINE] = {"-", "─"},
    [CROSSING] = {"+", "┼"}, [LEFT_HEAD] = {"<", "◀"}, [RIGHT_HEAD] = {">", "▶"},
    [BAR] = {"=", "═"},      [CALL] = {"o", "●"},      [OPEN] = {"?", "?"}};

struct cell {
    char letter;
    unsigned char glyph;
};

struct chart {
    const struct layout *layout;
    const struct wish *wish;
    int column_width, width; /* of the columns, in characters */
    struct cell *cells;      /* of one row */
    const char *file;        /* in which all that is drawn stands; NULL if there are several */
    char **rest;             /* what is to stand in the next row of each column */
    struct text edge;
};

static int at(const struct chart *chart, int column)
{
    return column * chart->column_width + 1;
}

static void put(struct chart *chart, int x, enum glyph glyph)
{
    if (x >= 0 && x < chart->width)
        chart->cells[x] = (struct cell){' ', (unsigned char)glyph};
}

static void write_at(struct chart *chart, int x, const char *words, int room)
{
    for (int i = 0; i < room && x + i < chart->width && words[i]; i++)
        chart->cells[x + i] = (struct cell){words[i], LETTER};
}

/* Puts a label where it fits: the shortest that is not too long, in the middle. */
static void label(struct chart *chart, int x, int room, long message, const struct call_made *call)
{
    for (int brevity = 0; brevity < 4; brevity++) {
        struct text text = {0};
        if (call)
            add_collective(&text, chart->layout->history, call, brevity);
        else
            add_message(&text, chart->layout->history, message, brevity);
        int length = (int)text.length;
        if (length + 2 <= room) {
            int start = x + (room - length - 2) / 2;
            chart->cells[start] = chart->cells[start + length + 1] = (struct cell){' ', LETTER};
            write_at(chart, start + 1, text.words, length);
            free(text.words);
            return;
        }
        free(text.words);
    }
}

static const struct source_line *line_of_call(const struct history *history, long call)
{
    const struct call_made *made = &history->calls[call];
    return line_of(history->lanes[made->lane].log, made->event.place);
}

static void add_line(struct text *text, const struct chart *chart, long call)
{
    const struct source_line *line = line_of_call(chart->layout->history, call);
    if (line->number > 0 && !chart->file)
        add(text, "%s:", name_of_file(line->path));
    if (line->number > 0)
        add(text, "%d", line->number);
    else
        add(text, "?");
}

/* Adds to the edge, once, on which line something was called: "22", or of a message "22 > 43", from which to
 * which line; with one end missing, the line of the other. */
static void add_to_edge(struct chart *chart, long send, long call)
{
    struct text words = {0};
    if (send != NOT_THERE)
        add_line(&words, chart, send);
    if (send != NOT_THERE && call != NOT_THERE)
        add(&words, " > ");
    if (call != NOT_THERE)
        add_line(&words, chart, call);
    if (!words.words)
        return;
    for (const char *told = chart->edge.words ? chart->edge.words : ""; *told;) {
        size_t length = strcspn(told, ",");
        if (length == words.length && strncmp(told, words.words, length) == 0) {
            free(words.words);
            return;
        }
        told += length + strspn(told + length, ", ");
    }
    add(&chart->edge, "%s%s", chart->edge.length ? ", " : "", words.words);
    free(words.words);
}

static void draw_local(struct chart *chart, const struct item *item)
{
    const struct history *history = chart->layout->history;
    struct text words = {0};
    int x = at(chart, item->to);
    put(chart, x, item->what == STUCK ? OPEN : CALL);
    add_short(&words, history, &history->calls[item->call], item->times);
    if (item->what == STUCK) { /* in two rows: the name of the call, and for whom it waits */
        char *rest = strchr(words.words, ' ');
        if (rest)
            *rest++ = '\0';
        struct text first = {0};
        int room = chart->column_width - 3;
        add(&first, strlen(words.words) + 9 <= (size_t)room ? "waits in %s" : "in %s", words.words);
        write_at(chart, x + 2, first.words, room);
        free(first.words);
        chart->rest[item->to] = rest ? strdup(rest) : NULL;
    } else {
        write_at(chart, x + 2, words.words, chart->column_width - 3);
    }
    free(words.words);
    add_to_edge(chart, NOT_THERE, item->call);
}

/* A message whose ends stand in different rows has a number at both. Returns how many characters it takes
 * besides the column itself. */
static int draw_number(struct chart *chart, int x, int step, long message)
{
    char number[32];
    int length = snprintf(number, sizeof number, "#%ld", message + 1);
    write_at(chart, step > 0 ? x : x - length + 1, number, length);
    return length - 1;
}

static void draw_arrow(struct chart *chart, const struct item *item)
{
    int from = at(chart, item->from), to = at(chart, item->to);
    int step = from < to ? 1 : -1;
    for (int x = from + step; x != to; x += step) {
        bool crosses = false;
        for (int c = 0; c < chart->layout->columns; c++)
            crosses |= at(chart, c) == x;
        put(chart, x, crosses ? CROSSING : LINE);
    }
    put(chart, to, CALL);
    put(chart, to - step, step > 0 ? RIGHT_HEAD : LEFT_HEAD);
    int number = item->what == ARRIVED ? draw_number(chart, from, step, item->message) : 0;
    int gap = chart->column_width - 3 - number; /* between the sender and its neighbour */
    label(chart, step > 0 ? from + 1 + number : from - number - gap, gap, item->message, NULL);
    if (item->what == MESSAGE)
        put(chart, from, CALL);
}

/* A send whose receive stands in another row; or the receive of a message to itself. */
static void draw_half(struct chart *chart, const struct item *item)
{
    const struct history *history = chart->layout->history;
    const struct message *message = &history->messages[item->message];
    const struct event *send = &history->calls[message->send].event;
    int x = at(chart, item->to), room = chart->column_width - 3;
    struct text words = {0};
    put(chart, x, CALL);
    if (message->recv == NOT_THERE) {
        int tag = snprintf(NULL, 0, "to %d, tag %d, unreceived", send->dest, send->tag);
        add(&words, "to %d, ", send->dest);
        if (tag <= room)
            add(&words, "tag %d, ", send->tag);
        add(&words, "unreceived");
    } else {
        add(&words, item->what == SENT ? "#%ld to %d, " : "#%ld from %d, ", item->message + 1,
            item->what == SENT ? send->dest : history->calls[message->recv].event.from);
        add_message(&words, history, item->message, 2);
    }
    write_at(chart, x + 2, words.words, room);
    free(words.words);
}

static void draw_collective(struct chart *chart, const struct item *item)
{
    const struct history *history = chart->layout->history;
    int from = at(chart, item->from), to = at(chart, item->to);
    for (int x = from; x <= to; x++)
        put(chart, x, BAR);
    for (long i = 0; i < item->count; i++) {
        int lane = history->calls[item->calls[i]].lane;
        put(chart, at(chart, chart->layout->column_of[lane]), CALL);
        add_to_edge(chart, NOT_THERE, item->calls[i]);
    }
    if (item->from == item->to) {
        struct text words = {0};
        add_collective(&words, history, &history->calls[item->call], 2);
        write_at(chart, from + 2, words.words, chart->column_width - 3);
        free(words.words);
    } else {
        label(chart, from + 1, chart->column_width - 1, NOT_THERE, &history->calls[item->call]);
    }
}

static void draw_item(struct chart *chart, const struct item *item)
{
    const struct history *history = chart->layout->history;
    bool to_itself = item->from == item->to;
    switch (item->what) {
    case LOCAL:
    case STUCK:
        draw_local(chart, item);
        break;
    case TOGETHER:
        draw_collective(chart, item);
        break;
    case SENT:
        draw_half(chart, item);
        add_to_edge(chart, item->call, NOT_THERE);
        break;
    case MESSAGE:
        draw_arrow(chart, item);
        add_to_edge(chart, history->messages[item->message].send, item->call);
        break;
    case ARRIVED:
        (to_itself ? draw_half : draw_arrow)(chart, item);
        add_to_edge(chart, NOT_THERE, item->call);
        break;
    }
}

static void print_row(struct chart *chart, bool with_edge)
{
    int last = chart->width - 1;
    const char *colour = "";
    with_edge &= chart->edge.length > 0;
    while (!with_edge && last > 0 && chart->cells[last].glyph == LETTER &&
           chart->cells[last].letter == ' ')
        last--;
    for (int x = 0; x <= last; x++) {
        const struct cell *cell = &chart->cells[x];
        const char *wanted = cell->glyph == OPEN                                ? "\033[1;31m"
                             : cell->glyph == WAITS                             ? "\033[33m"
                             : cell->glyph >= LINE && cell->glyph <= RIGHT_HEAD ? "\033[36m"
                             : cell->glyph == BAR                               ? "\033[35m"
                                                                                : "";
        if (chart->wish->colour && strcmp(wanted, colour) != 0) {
            fputs(*colour ? "\033[0m" : "", stdout);
            fputs(wanted, stdout);
            colour = wanted;
        }
        if (cell->glyph == LETTER)
            putchar(cell->letter);
        else
            fputs(drawn[cell->glyph][!chart->wish->ascii], stdout);
    }
    fputs(*colour ? "\033[0m" : "", stdout);
    if (with_edge)
        printf(" %.*s", EDGE + 8, chart->edge.words);
    putchar('\n');
}

static void clear(struct chart *chart)
{
    for (int x = 0; x < chart->width; x++)
        chart->cells[x] = (struct cell){' ', LETTER};
    chart->edge.length = 0;
    if (chart->edge.words)
        chart->edge.words[0] = '\0';
}

static void print_heads(struct chart *chart)
{
    const struct layout *layout = chart->layout;
    clear(chart);
    for (int c = 0; c < layout->columns; c++) {
        char name[32];
        const struct lane *lane = &layout->history->lanes[layout->lanes[c]];
        if (is_others(layout, c))
            snprintf(name, sizeof name, "others");
        else
            name_lane(lane, name);
        write_at(chart, at(chart, c) - 1, name, chart->column_width - 1);
    }
    printf("%*s", chart->wish->real ? CLOCK : 0, "");
    print_row(chart, false);
    if (layout->history->machines_count < 2)
        return;
    clear(chart);
    for (int c = 0; c < layout->columns; c++)
        if (!is_others(layout, c))
            write_at(chart, at(chart, c) - 1, machine_of(layout, c), chart->column_width - 1);
    printf("%*s", chart->wish->real ? CLOCK : 0, "");
    print_row(chart, false);
}

/* The file in which all that is drawn stands; NULL if there are several. */
static const char *one_file(const struct layout *layout)
{
    const char *file = NULL;
    for (long i = 0; i < layout->count; i++) {
        const struct source_line *line = line_of_call(layout->history, layout->items[i].call);
        if (line->number == 0 || (file && strcmp(file, line->path) != 0))
            return NULL;
        file = line->path;
    }
    return file;
}

/* One row: the lines of the columns, what was left over from the row before, and its items. Returns the
 * item after those. */
static long print_items(struct chart *chart, long row, long item)
{
    const struct layout *layout = chart->layout;
    const struct wish *wish = chart->wish;
    long before = item;
    clear(chart);
    for (int c = 0; c < layout->columns; c++)
        if (row <= layout->ended[c])
            put(chart, at(chart, c), WORKS);
    for (long w = 0; w < layout->waits_count; w++)
        if (layout->waits[w].first <= row && row <= layout->waits[w].last)
            put(chart, at(chart, layout->waits[w].column), WAITS);
    for (int c = 0; c < layout->columns; c++) {
        if (chart->rest[c]) {
            put(chart, at(chart, c), WAITS);
            write_at(chart, at(chart, c) + 2, chart->rest[c], chart->column_width - 3);
        }
        free(chart->rest[c]);
        chart->rest[c] = NULL;
    }
    for (; item < layout->count && layout->items[item].row == row; item++)
        draw_item(chart, &layout->items[item]);
    if (wish->real && item > before)
        printf("%*.1f ", CLOCK - 1, since_start(layout->history, layout->items[before].time) * 1e6);
    else if (wish->real)
        printf("%*s", CLOCK, "");
    print_row(chart, true);
    return item;
}

/* How those ranks ended that did not come to MPI_Finalize. */
static void print_ends(struct chart *chart)
{
    const struct layout *layout = chart->layout;
    bool any = false;
    clear(chart);
    for (int c = 0; c < layout->columns - layout->folded; c++) {
        const struct lane *lane = &layout->history->lanes[layout->lanes[c]];
        enum phase phase = atomic_load(&lane->log->phase);
        char words[32] = "x left";
        if (lane->thread > 0 || phase == FINALIZED || phase == RUNNING || phase == STARTING)
            continue;
        if (phase == DIED)
            snprintf(words, sizeof words, "x signal %d", lane->log->status);
        else if (phase == ABORTED)
            snprintf(words, sizeof words, "x aborted");
        write_at(chart, at(chart, c), words, chart->column_width - 1);
        any = true;
    }
    if (any) {
        printf("%*s", chart->wish->real ? CLOCK : 0, "");
        print_row(chart, false);
    }
}

static void print_rows(struct chart *chart)
{
    const struct layout *layout = chart->layout;
    const struct wish *wish = chart->wish;
    long first = wish->from - 1, last = first + wish->most, item = 0;
    bool all = last >= layout->rows;
    while (item < layout->count && layout->items[item].row < first)
        item++;
    if (all)
        last = layout->rows;
    for (long row = first; row < last; row++)
        item = print_items(chart, row, item);
    for (int c = 0; c < layout->columns; c++)
        if (chart->rest[c])
            print_items(chart, layout->rows, layout->count);
    if (all)
        print_ends(chart);
    if (!all)
        printf("Rows %ld to %ld of %ld; go on with FROM=%ld\n", first + 1, last, layout->rows,
               last + 1);
}

/* Where the communicators were made that the rows name by their numbers. */
static void print_comms(const struct history *history)
{
    enum { MOST_COMMS = 12 };
    int count = 0;
    bool *told = need(calloc((size_t)history->comms_count + 2, sizeof *told));
    bool *ranks = need(calloc((size_t)history->size, sizeof *ranks));
    for (long i = 0; i < history->count; i++) {
        const struct call_made *call = &history->calls[i];
        const struct rank_log *log = history->lanes[call->lane].log;
        int number = call->event.comm ? number_of_comm(history, call) : 0;
        if (number < 2 || told[number])
            continue;
        told[number] = true;
        if (++count > MOST_COMMS)
            continue;
        const struct comm *comm = comm_of(log, call->event.comm);
        struct text text = {0};
        memset(ranks, 0, (size_t)history->size);
        for (int m = 0; m < members_of(comm); m++) {
            int rank = member(log, comm, m);
            if (rank >= 0 && rank < history->size)
                ranks[rank] = true;
        }
        add(&text, members_of(comm) == 1 ? "comm %d: rank " : "comm %d: ranks ", number);
        add_ranks(&text, ranks, history->size);
        add(&text, ", made at ");
        add_place(&text, log, comm->made);
        printf("%s\n", text.words);
        free(text.words);
    }
    if (count > MOST_COMMS)
        printf("and %d communicators more\n", count - MOST_COMMS);
    free(told);
    free(ranks);
}

bool draw_chart(const struct history *history, const struct wish *wish)
{
    struct layout layout;
    struct text title = {0};
    int room = wish->width - EDGE - (wish->real ? CLOCK : 0);
    int most = room / NARROWEST;
    lay_out(&layout, history, wish->shown, most > 2 ? most : 2, wish->real, !wish->still);
    if (wish->from > layout.rows && layout.rows > 0) {
        fprintf(stderr, "FROM=%ld is beyond the end: this run has %ld rows\n", wish->from,
                layout.rows);
        return false;
    }
    struct chart chart = {.layout = &layout, .wish = wish, .file = one_file(&layout)};
    chart.column_width = layout.columns ? room / layout.columns : NARROWEST;
    if (chart.column_width > 34)
        chart.column_width = 34;
    if (chart.column_width < NARROWEST)
        chart.column_width = NARROWEST;
    chart.width = chart.column_width * layout.columns + 1;
    chart.cells = need(calloc((size_t)chart.width, sizeof *chart.cells));
    chart.rest = need(calloc((size_t)layout.columns + 1, sizeof *chart.rest));
    add_title(&title, history);
    puts(title.words);
    printf("Down: %s.  %s works  %s waits  %s calls%s%s\n\n",
           wish->real ? "microseconds since the start" : "what happened before what, not how long",
           drawn[WORKS][!wish->ascii], drawn[WAITS][!wish->ascii], drawn[CALL][!wish->ascii],
           chart.file ? "  At the right: lines of " : "",
           chart.file ? name_of_file(chart.file) : "");
    print_heads(&chart);
    print_rows(&chart);
    print_comms(history);
    if (layout.folded)
        printf("%d ranks do not fit into %d characters: they share the last column, and %ld things "
               "that concern them alone are left out. Choose with RANKS=0,2-5.\n",
               history->lanes_count - layout.columns + 1, wish->width, layout.hidden);
    return true;
}
