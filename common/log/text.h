/* Texts that grow, and the words that all rooms use for ranks and sizes. */
#ifndef LOG_TEXT_H
#define LOG_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Starts as {0}. The caller frees `words`, which is NULL as long as nothing was added. */
struct text {
    char *words;
    size_t length, room;
};

/* Adds to a text, as printf does. If there is no memory, the text stays as it is. */
__attribute__((format(printf, 2, 3))) void add(struct text *text, const char *format, ...);

/* Adds ranks as 0, 2-5: those of `count` for which `set` is true. */
void add_ranks(struct text *text, const bool *set, int count);

/* Adds a number of bytes in words. */
void add_bytes(struct text *text, uint64_t bytes);

/* Returns what malloc or its like returned. If that is NULL, ends the program with a message. */
void *need(void *memory);

#endif
