#include "diagnose/signatures.h"

#include <stdio.h>
#include <string.h>

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

bool fits(const char *sent, size_t sent_length, const char *received, size_t received_length,
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

const char *part_for(const char *list, int rank, size_t *length)
{
    if (strchr(list, '|'))
        for (int i = 0; i < rank && list; i++) {
            list = strchr(list, '|');
            list += list ? 1 : 0;
        }
    *length = list ? strcspn(list, "|") : 0;
    return list;
}
