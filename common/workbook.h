/* What every lesson would otherwise repeat, and nothing else: speak as one rank, refuse as all.
 * No call that a lesson teaches hides here; MPI is called only where a lesson refuses to run. */
#ifndef WORKBOOK_H
#define WORKBOOK_H

#include <mpi.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Lets the compiler check the arguments against the format, as it does for printf. */
#if defined(__GNUC__)
#define WORKBOOK_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define WORKBOOK_PRINTF(text, first)
#endif

/* Prints "rank N: " and the text as one line, in one write: what comes in several gets mixed with
 * the other ranks' output. A line of more than 1,000 characters is cut. */
WORKBOOK_PRINTF(2, 3) static inline void say(int rank, const char *format, ...)
{
    char line[1024];
    size_t room = sizeof line - 1; /* the last one is for the line's end */
    size_t used = (size_t)snprintf(line, room, "rank %d: ", rank);
    va_list args;
    va_start(args, format);
    vsnprintf(line + used, room - used, format, args);
    va_end(args);
    strcat(line, "\n");
    fputs(line, stdout); /* not printf("%s\n"): where MPI leaves stdout unbuffered, that is two */
    fflush(stdout);      /* a rank that is killed later loses nothing that it has said */
}

/* Ends the program with status 2 on every rank unless `ok`; rank 0 says why, on stderr.
 * Every rank calls it, between MPI_Init and MPI_Finalize, with the same `ok`. */
WORKBOOK_PRINTF(2, 3) static inline void require(bool ok, const char *format, ...)
{
    int rank;
    if (ok)
        return;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        va_list args;
        va_start(args, format);
        vfprintf(stderr, format, args);
        va_end(args);
        fputc('\n', stderr);
    }
    MPI_Barrier(MPI_COMM_WORLD); /* the first rank to leave with an error may end the others */
    MPI_Finalize();
    exit(2);
}

#endif
