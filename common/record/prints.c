/* What a rank prints, noted with its time (struct print in log.h) so that it can be shown beside its calls.
 * The functions of the C library that write to stdout and stderr are stood in front of, and then called:
 * what comes out is what the program wrote, when it wrote it. */
#include "record/prints.h"

#include "log/log.h"
#include "record/real.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int file = -1;
static _Atomic long left = PRINTS;

void note_prints(int into)
{
    struct rlimit limit;
    /* To write beyond what the user allows a file would kill the program. */
    bool fits = getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur >= PRINTS;
    file = fits ? into : -1;
}

/* Notes what is printed; `end` comes after it. */
static void note(int stream, const char *words, size_t length, const char *end)
{
    if (file < 0 || (stream != STDOUT_FILENO && stream != STDERR_FILENO) || length == 0)
        return;
    size_t more = strlen(end);
    struct print head = {ticks(), (uint32_t)(length + more), (uint32_t)stream};
    long needed = (long)(sizeof head + length + more);
    if (length > PRINTS || atomic_fetch_sub(&left, needed) < needed)
        return;
    struct iovec parts[] = {{&head, sizeof head}, {NULL, length}, {NULL, more}};
    memcpy(&parts[1].iov_base, &words, sizeof words); /* nothing is written there */
    memcpy(&parts[2].iov_base, &end, sizeof end);
    if (syscall(SYS_writev, file, parts, 3) != needed)
        file = -1; /* the disk is full: what comes later would not be understood */
}

static int number_of(const FILE *stream)
{
    return stream == stdout ? STDOUT_FILENO : stream == stderr ? STDERR_FILENO : -1;
}

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
ssize_t write(int to, const void *data, size_t length)
{
    REAL(write, ssize_t, int, const void *, size_t)
    ssize_t written = real(to, data, length);
    if (written > 0)
        note(to, data, (size_t)written, "");
    return written;
}

size_t fwrite(const void *data, size_t size, size_t count, FILE *stream)
{
    REAL(fwrite, size_t, const void *, size_t, size_t, FILE *)
    note(number_of(stream), data, size * count, "");
    return real(data, size, count, stream);
}

int fputs(const char *words, FILE *stream)
{
    REAL(fputs, int, const char *, FILE *)
    note(number_of(stream), words, strlen(words), "");
    return real(words, stream);
}

int puts(const char *words)
{
    REAL(puts, int, const char *)
    note(STDOUT_FILENO, words, strlen(words), "\n");
    return real(words);
}

int fputc(int letter, FILE *stream)
{
    REAL(fputc, int, int, FILE *)
    char byte = (char)letter;
    note(number_of(stream), &byte, 1, "");
    return real(letter, stream);
}

int putc(int letter, FILE *stream)
{
    return fputc(letter, stream);
}

int putchar(int letter)
{
    return fputc(letter, stdout);
}

int vfprintf(FILE *stream, const char *format, va_list arguments)
{
    REAL(vfprintf, int, FILE *, const char *, va_list)
    int number = file < 0 ? -1 : number_of(stream);
    if (number >= 0) {
        char some[1024], *words = some, *longer = NULL;
        va_list again;
        va_copy(again, arguments);
        int length = vsnprintf(some, sizeof some, format, again);
        va_end(again);
        if (length >= (int)sizeof some && length < PRINTS)
            words = longer = malloc((size_t)length + 1);
        if (longer) {
            va_copy(again, arguments);
            vsnprintf(longer, (size_t)length + 1, format, again);
            va_end(again);
        }
        if (words && length > 0 && length < PRINTS)
            note(number, words, (size_t)length, "");
        free(longer);
    }
    return real(stream, format, arguments);
}

int vprintf(const char *format, va_list arguments)
{
    return vfprintf(stdout, format, arguments);
}

/* The names with two underscores are those that a program calls which was compiled with _FORTIFY_SOURCE. */
#define PRINT_TO(stream, last)                                                                     \
    {                                                                                              \
        va_list arguments;                                                                         \
        va_start(arguments, last);                                                                 \
        int printed = vfprintf(stream, format, arguments);                                         \
        va_end(arguments);                                                                         \
        return printed;                                                                            \
    }

int printf(const char *format, ...) PRINT_TO(stdout, format)

    int fprintf(FILE *stream, const char *format, ...) PRINT_TO(stream, format)
    /* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

    /* NOLINTBEGIN(bugprone-reserved-identifier) */
    int __printf_chk(int flag, const char *format, ...);
int __fprintf_chk(FILE *stream, int flag, const char *format, ...);
int __vfprintf_chk(FILE *stream, int flag, const char *format, va_list arguments);

int __printf_chk(int flag, const char *format, ...)
{
    (void)flag;
    PRINT_TO(stdout, format)
}

int __fprintf_chk(FILE *stream, int flag, const char *format, ...)
{
    (void)flag;
    PRINT_TO(stream, format)
}

int __vfprintf_chk(FILE *stream, int flag, const char *format, va_list arguments)
{
    (void)flag;
    return vfprintf(stream, format, arguments);
}
/* NOLINTEND(bugprone-reserved-identifier) */
