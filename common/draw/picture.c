/* The chart as a picture: SVG, for pages and slides, light or dark as the reader's machine is. */
#include "draw/draw.h"
#include "draw/labels.h"
#include "draw/layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMN = 190, ROW = 34, MARGIN = 60, TOP = 64, RIGHT = 170 };

static int x_of(int column)
{
    return MARGIN + column * COLUMN;
}
static int y_of(long row)
{
    return TOP + (int)(row + 1) * ROW;
}

/* A text that may hold anything. */
static void print_text(const char *words)
{
    static const char *const names['>' + 1] = {
        ['<'] = "&lt;", ['>'] = "&gt;", ['&'] = "&amp;", ['"'] = "&quot;"};
    for (; *words; words++) {
        unsigned char letter = (unsigned char)*words;
        if (letter <= '>' && names[letter])
            fputs(names[letter], stdout);
        else
            putchar(letter < ' ' ? ' ' : letter);
    }
}

static void text_at(int x, int y, const char *class, const char *words)
{
    printf("<text class=\"%s\" x=\"%d\" y=\"%d\">", class, x, y);
    print_text(words);
    puts("</text>");
}

static void call_at(int x, int y, bool open)
{
    printf("<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>\n", open ? "open" : "call", x, y,
           open ? 8 : 5);
    if (open)
        text_at(x, y + 5, "mark", "?");
}

static void draw_message(const struct layout *layout, const struct item *item)
{
    const struct message *message = &layout->history->messages[item->message];
    struct text words = {0};
    int x1 = x_of(item->from), y1 = y_of(layout->row_of_send[item->message]);
    int x2 = x_of(item->to), y2 = y_of(item->row);
    int side = x1 < x2 ? 1 : -1;
    add_message(&words, layout->history, item->message, 1);
    const struct call_made *send = &layout->history->calls[message->send];
    printf("<path class=\"message\" data-message=\"%d %d %d %d\" marker-end=\"url(#head)\" "
           "d=\"M%d %dL%d %d\"/>\n",
           layout->history->lanes[send->lane].rank, send->event.dest, send->event.tag,
           send->event.count, x1 + 5 * side, y1, x2 - 6 * side, y2);
    call_at(x2, y2, false);
    if (item->what == MESSAGE)
        call_at(x1, y1, false);
    /* On the line, near the sender: others may cross it later. */
    double part = (y1 == y2 ? 0.5 : 0.3) * COLUMN / (abs(x2 - x1) > 0 ? abs(x2 - x1) : 1);
    text_at(x1 + (int)(part * (x2 - x1)), y1 + (int)(part * (y2 - y1)) - 6, "label", words.words);
    free(words.words);
}

static void draw_sent(const struct layout *layout, const struct item *item)
{
    const struct message *message = &layout->history->messages[item->message];
    struct text words = {0};
    call_at(x_of(item->to), y_of(item->row), false);
    if (message->recv != NOT_THERE)
        return; /* the arrow of its receive begins here */
    add_message(&words, layout->history, item->message, 1);
    add(&words, " to rank %d, never received", layout->history->calls[message->send].event.dest);
    text_at(x_of(item->to) + 10, y_of(item->row) + 4, "beside", words.words);
    free(words.words);
}

/* For whom a call that never returned waits. */
static void draw_wait(const struct layout *layout, const struct item *item)
{
    const struct call_made *call = &layout->history->calls[item->call];
    int32_t rank = call->event.source >= 0 ? call->event.source : call->event.dest;
    int y = y_of(item->row) + 14, x = x_of(item->to);
    for (int c = 0; c < layout->columns && rank >= 0; c++) {
        int there = x_of(c), low = y + ROW + 6 * abs(c - item->to);
        if (layout->history->lanes[layout->lanes[c]].rank == rank && c != item->to)
            printf("<path class=\"wait\" data-wait=\"%d %d\" marker-end=\"url(#stuck)\" "
                   "d=\"M%d %dC%d %d %d %d %d %d\"/>\n",
                   layout->history->lanes[call->lane].rank, rank, x, y, x, low,
                   there + (x - there) / 8, low, there + (x > there ? 6 : -6), y);
    }
}

static void draw_beside(const struct layout *layout, const struct item *item)
{
    struct text words = {0};
    call_at(x_of(item->to), y_of(item->row), item->what == STUCK);
    if (item->what == STUCK)
        add(&words, "waits in ");
    add_short(&words, layout->history, &layout->history->calls[item->call], item->times);
    text_at(x_of(item->to) + (item->what == STUCK ? 14 : 10), y_of(item->row) + 4,
            item->what == STUCK ? "beside stuck" : "beside", words.words);
    free(words.words);
    if (item->what == STUCK)
        draw_wait(layout, item);
}

static void draw_collective(const struct layout *layout, const struct item *item)
{
    struct text words = {0};
    int x = x_of(item->from), y = y_of(item->row);
    add_collective(&words, layout->history, &layout->history->calls[item->call], 1);
    printf("<rect class=\"bar\" data-collective=\"%s %ld\" x=\"%d\" y=\"%d\" width=\"%d\" "
           "height=\"18\" rx=\"9\"/>\n",
           words.words, item->count, x - 9, y - 9, x_of(item->to) - x + 18);
    for (long i = 0; i < item->count; i++)
        call_at(x_of(layout->column_of[layout->history->calls[item->calls[i]].lane]), y, false);
    if (item->from == item->to)
        text_at(x + 14, y + 4, "beside", words.words);
    else
        text_at(x + COLUMN / 2, y + 4, "label", words.words);
    free(words.words);
}

static void draw_columns(const struct layout *layout, long rows)
{
    for (int c = 0; c < layout->columns; c++) {
        char name[32];
        long last = layout->ended[c] < rows ? layout->ended[c] : rows;
        if (is_others(layout, c))
            snprintf(name, sizeof name, "others");
        else
            name_lane(&layout->history->lanes[layout->lanes[c]], name);
        if (layout->history->machines_count > 1 && !is_others(layout, c))
            text_at(x_of(c), TOP - 26, "machine", machine_of(layout, c));
        text_at(x_of(c), TOP - 10, "head", name);
        printf("<path class=\"rank\" d=\"M%d %dV%d\"/>\n", x_of(c), TOP, y_of(last));
    }
    for (long w = 0; w < layout->waits_count; w++)
        if (layout->waits[w].first < rows)
            printf("<path class=\"waits\" d=\"M%d %dV%d\"/>\n", x_of(layout->waits[w].column),
                   y_of(layout->waits[w].first) - ROW / 2, y_of(layout->waits[w].last) + ROW / 2);
}

void draw_picture(const struct history *history, const struct wish *wish)
{
    struct layout layout;
    struct text title = {0};
    lay_out(&layout, history, NULL, 16, wish->real, !wish->still);
    long rows = layout.rows < wish->most ? layout.rows : wish->most;
    int width = x_of(layout.columns - 1) + RIGHT, height = y_of(rows) + 60;
    add_title(&title, history);
    printf("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
           "height=\"%d\" role=\"img\">\n<title>",
           width, height, width, height);
    print_text(title.words);
    puts("</title>\n"
         "<style>\n"
         "svg { --ink: #1b1b1b; --paper: #ffffff; --line: #767676; --arrow: #0060a0; --bar: "
         "#cfe3f3; --waits: #d55e00 }\n"
         "@media (prefers-color-scheme: dark) {\n"
         "  svg { --ink: #eeeeee; --paper: #16181c; --line: #9a9a9a; --arrow: #6fbdf0; --bar: "
         "#24455e; --waits: #ff9d4d }\n"
         "}\n"
         ".paper { fill: var(--paper) }\n"
         "text { font: 13px sans-serif; fill: var(--ink) }\n"
         ".head { font-weight: bold } .head, .machine, .label, .mark { text-anchor: middle }\n"
         ".label, .beside { paint-order: stroke; stroke: var(--paper); stroke-width: 3px }\n"
         ".bar + circle ~ .label { stroke: none }\n"
         ".wait { stroke: var(--waits); stroke-width: 2; stroke-dasharray: 6 4; fill: none }\n"
         ".stuck { fill: var(--waits); font-weight: bold } .mark { fill: var(--paper); "
         "font-weight: bold }\n"
         ".rank { stroke: var(--line); fill: none }\n"
         ".waits { stroke: var(--waits); stroke-width: 5; stroke-dasharray: 3 4; fill: none }\n"
         ".message { stroke: var(--arrow); stroke-width: 1.8; fill: none } .head-of-arrow { fill: "
         "var(--arrow) }\n"
         ".call { fill: var(--ink) } .open { fill: var(--waits) } .bar { fill: var(--bar); stroke: "
         "var(--line) }\n"
         "</style>\n"
         "<defs><marker id=\"head\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" "
         "markerHeight=\"7\" orient=\"auto\">"
         "<path class=\"head-of-arrow\" d=\"M0 0L10 5L0 10z\"/></marker>"
         "<marker id=\"stuck\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" "
         "markerHeight=\"7\" orient=\"auto\"><path class=\"stuck\" d=\"M0 0L10 5L0 "
         "10z\"/></marker></defs>");
    printf("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>\n", width, height);
    draw_columns(&layout, rows);
    for (long i = 0; i < layout.count && layout.items[i].row < rows; i++) {
        const struct item *item = &layout.items[i];
        if (item->what == TOGETHER)
            draw_collective(&layout, item);
        else if ((item->what == MESSAGE || item->what == ARRIVED) && item->from != item->to)
            draw_message(&layout, item);
        else if (item->what == SENT)
            draw_sent(&layout, item);
        else
            draw_beside(&layout, item);
    }
    if (rows < layout.rows)
        text_at(MARGIN, height - 6, "beside", "... and so on");
    text_at(MARGIN - 40, 20, "beside", title.words);
    puts("</svg>");
    free(title.words);
}
