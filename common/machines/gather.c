#include "machines/gather.h"

#include "machines/carry.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool put_in_file(const char *path, const void *bytes, size_t length, off_t at, int more)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | more, 0666);
    bool done = file >= 0 && pwrite(file, bytes, length, at) == (ssize_t)length;
    if (file >= 0)
        done &= close(file) == 0;
    return done;
}

void ask(struct gathering *gathering)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/question", gathering->directory);
    gathering->question[0]++;
    for (int r = 0; r < gathering->size; r++)
        gathering->question[1 + r] = gathering->heard[r].number;
    put_in_file(path, gathering->question,
                (size_t)(1 + gathering->size) * sizeof *gathering->question, 0, 0);
}

bool begin_gathering(struct gathering *gathering, const char *directory, int size)
{
    char path[4200];
    gathering->directory = directory;
    gathering->size = size;
    gathering->heard = calloc((size_t)size, sizeof *gathering->heard);
    gathering->question = calloc((size_t)size + 1, sizeof *gathering->question);
    if (!gathering->heard || !gathering->question)
        return false;
    /* The files are there before the ranks are, so that no machine remembers that they are not. */
    for (int r = 0; r < size; r++) {
        snprintf(path, sizeof path, "%s/answer-%d", directory, r);
        if (!put_in_file(path, "", 0, 0, O_EXCL))
            return false;
    }
    ask(gathering);
    return true;
}

bool owes_answer(const struct gathering *gathering, int rank)
{
    const struct heard *heard = &gathering->heard[rank];
    return heard->number > 0 && !heard->ended && heard->question != gathering->question[0];
}

bool is_silent(const struct gathering *gathering, int rank)
{
    return owes_answer(gathering, rank) && gathering->heard[rank].looks >= SILENT;
}

/* The whole of a file, to be freed; NULL if it is empty. */
static char *read_whole(const char *path, size_t *length)
{
    struct stat stat;
    char *bytes = NULL;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    *length = 0;
    if (file >= 0 && fstat(file, &stat) == 0 && stat.st_size > 0 &&
        (bytes = malloc((size_t)stat.st_size)) != NULL) {
        ssize_t got = 0;
        do {
            *length += (size_t)got;
            got = pread(file, bytes + *length, (size_t)stat.st_size - *length, (off_t)*length);
        } while (got > 0);
    }
    if (file >= 0)
        close(file);
    return bytes;
}

/* False if they could not be written. */
static bool take_parts(const struct gathering *gathering, int rank, const char *bytes,
                       uint64_t length)
{
    char path[4200];
    struct part part;
    for (uint64_t at = 0; at + sizeof part <= length; at += sizeof part + part.bytes) {
        memcpy(&part, bytes + at, sizeof part);
        part.suffix[sizeof part.suffix - 1] = '\0';
        snprintf(path, sizeof path, "%s/rank-%d%s", gathering->directory, rank, part.suffix);
        if (part.bytes > length - at - sizeof part ||
            !put_in_file(path, bytes + at + sizeof part, (size_t)part.bytes, (off_t)part.offset, 0))
            return false;
        /* What is nothing but zeros at the end of a log is not carried. */
        if (!part.suffix[0] && part.offset == 0 &&
            truncate(path, (off_t)sizeof(struct rank_log)) != 0)
            return false;
    }
    return true;
}

void gather(struct gathering *gathering)
{
    char path[4200];
    for (int r = 0; r < gathering->size; r++) {
        struct heard *heard = &gathering->heard[r];
        struct answer answer;
        size_t length;
        snprintf(path, sizeof path, "%s/answer-%d", gathering->directory, r);
        char *bytes = read_whole(path, &length);
        for (uint64_t at = 0; at + sizeof answer <= length; at += sizeof answer + answer.bytes) {
            const char *parts = bytes + at + sizeof answer;
            memcpy(&answer, bytes + at, sizeof answer);
            if (answer.bytes > length - at - sizeof answer || answer.number > heard->number + 1 ||
                answer.sum != sum_of(parts, answer.bytes))
                break; /* not all of it is there yet */
            if (answer.number <= heard->number)
                continue;
            gathering->failed |= !take_parts(gathering, r, parts, answer.bytes);
            *heard = (struct heard){.number = answer.number,
                                    .question = answer.question,
                                    .moving = answer.moving != 0,
                                    .ended = answer.ended != 0};
        }
        heard->looks = owes_answer(gathering, r) ? heard->looks + 1 : 0;
        free(bytes);
    }
}
