/* Shows a run from its log: draw HOW DIRECTORY [NAME=VALUE...]
 * HOW is chart (for the terminal), picture (SVG), log and times (what the page reads) or paje. */
#include "draw/draw.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Which ranks are meant by 0,2-5; false if the words are none, or name a rank that is not there. */
static bool ranks_in(const char *words, bool *set, int size)
{
    while (*words) {
        char *end;
        long first = strtol(words, &end, 10), last = first;
        if (end == words || !isdigit((unsigned char)*words))
            return false;
        if (*end == '-') {
            words = end + 1;
            last = strtol(words, &end, 10);
            if (end == words || !isdigit((unsigned char)*words))
                return false;
        }
        if (first > last || last >= size || (*end != ',' && *end != '\0'))
            return false;
        for (long r = first; r <= last; r++)
            set[r] = true;
        words = *end ? end + 1 : end;
    }
    return true;
}

static int refuse(const char *words, const char *what)
{
    fprintf(stderr, words, what);
    fputc('\n', stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct history history;
    const char *ranks = NULL;
    struct wish wish = {.width = 100, .from = 1, .most = 200};
    if (argc < 3)
        return refuse(
            "Type draw chart DIRECTORY, or %s, that of a run, for example build/runs/last",
            "draw picture, log, times or paje DIRECTORY");
    for (int i = 3; i < argc; i++) {
        const char *value = strchr(argv[i], '=');
        size_t length = value ? (size_t)(value++ - argv[i]) : 0;
#define IS(name) (length == strlen(name) && strncmp(argv[i], name, length) == 0)
        if (IS("width"))
            wish.width = atoi(value);
        else if (IS("ascii"))
            wish.ascii = true;
        else if (IS("colour"))
            wish.colour = true;
        else if (IS("still"))
            wish.still = true;
        else if (IS("real"))
            wish.real = true;
        else if (IS("ranks"))
            ranks = value;
        else if (IS("from"))
            wish.from = atol(value);
        else if (IS("rows"))
            wish.most = atol(value);
        else
            return refuse("draw does not know %s", argv[i]);
#undef IS
    }
    if (!read_history(&history, argv[2]) || history.lanes_count == 0)
        return refuse("There is no log of a run in %s: type make run PROG=..., or make lesson-1",
                      argv[2]);
    bool *shown = need(calloc((size_t)history.size, sizeof *shown));
    if (ranks && !ranks_in(ranks, shown, history.size))
        return refuse(
            "RANKS=%s names no ranks of this run: give some of them, for example RANKS=0,2-5",
            ranks);
    wish.shown = ranks ? shown : NULL;
    if (strcmp(argv[1], "chart") == 0)
        return draw_chart(&history, &wish) ? 0 : 2;
    if (strcmp(argv[1], "picture") == 0)
        draw_picture(&history, &wish);
    else if (strcmp(argv[1], "log") == 0)
        write_page_log(&history, argv[2]);
    else if (strcmp(argv[1], "times") == 0)
        write_page_times(&history);
    else if (strcmp(argv[1], "paje") == 0)
        write_paje(&history);
    else
        return refuse("draw does not know how to draw a %s", argv[1]);
    return 0;
}
