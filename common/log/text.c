#include "log/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

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

void add_bytes(struct text *text, uint64_t bytes)
{
    if (bytes >= 1000000)
        add(text, "%.1f MB", (double)bytes / 1e6);
    else if (bytes >= 10000)
        add(text, "%llu kB", (unsigned long long)bytes / 1000);
    else
        add(text, "%llu byte%s", (unsigned long long)bytes, bytes == 1 ? "" : "s");
}
