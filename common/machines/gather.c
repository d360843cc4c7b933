#include "machines/gather.h"

#include "machines/carry.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* After so many looks in vain, each of which took a moment, a rank is silent. */
enum { SILENT = 500 };
enum { HEAR_MS = 5000, TRY_MS = 20 };

static bool put_in_file(const char *path, const void *bytes, size_t length, off_t at, int more)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | more, 0666);
    bool done = file >= 0 && pwrite(file, bytes, length, at) == (ssize_t)length;
    if (file >= 0)
        done &= close(file) == 0;
    return done;
}

bool is_carried(const struct gathering *gathering)
{
    return gathering->heard != NULL;
}

void ask(struct gathering *gathering)
{
    char path[4200];
    if (!is_carried(gathering))
        return;
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
    /* The files are made before the ranks start: a machine of the network may remember for a while that a file did not
     * exist. */
    for (int r = 0; r < size; r++) {
        snprintf(path, sizeof path, "%s/answer-%d", directory, r);
        if (!put_in_file(path, "", 0, 0, O_EXCL))
            return false;
    }
    ask(gathering);
    return true;
}

bool was_heard(const struct gathering *gathering, int rank)
{
    return is_carried(gathering) && gathering->heard[rank].number > 0;
}

bool is_moving(const struct gathering *gathering, int rank)
{
    return is_carried(gathering) && gathering->heard[rank].moving;
}

bool told_its_end(const struct gathering *gathering, int rank)
{
    return is_carried(gathering) && gathering->heard[rank].ended;
}

/* Whether a rank has been heard of, has not ended, and has not answered what was asked last. */
static bool owes_answer(const struct gathering *gathering, int rank)
{
    return was_heard(gathering, rank) && !gathering->heard[rank].ended &&
           gathering->heard[rank].question != gathering->question[0];
}

bool is_silent_for(const struct gathering *gathering, int rank, int looks)
{
    return is_carried(gathering) && gathering->heard[rank].looks >= looks;
}

bool is_silent(const struct gathering *gathering, int rank)
{
    return owes_answer(gathering, rank) && is_silent_for(gathering, rank, SILENT);
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
        /* Zeros at the end of a log are not carried. */
        if (!part.suffix[0] && part.offset == 0 &&
            truncate(path, (off_t)sizeof(struct rank_log)) != 0)
            return false;
    }
    return true;
}

/* Reads the answers that have come. */
static void gather(struct gathering *gathering)
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

bool all_have_answered(struct gathering *gathering)
{
    if (!is_carried(gathering))
        return true;
    gather(gathering);
    for (int r = 0; r < gathering->size; r++)
        if (owes_answer(gathering, r) && !is_silent(gathering, r))
            return false;
    return true;
}

void hear_the_end(struct gathering *gathering)
{
    bool more = is_carried(gathering);
    for (int tries = 0; more && tries < HEAR_MS / TRY_MS; tries++) {
        more = false;
        gather(gathering);
        for (int r = 0; r < gathering->size; r++)
            more |= was_heard(gathering, r) && !told_its_end(gathering, r);
        if (more)
            nanosleep(&(struct timespec){.tv_nsec = TRY_MS * 1000000}, NULL);
    }
}
