/* Lesson 1: one program, many processes.
 *
 * The launcher starts the same program NP times. Each copy, a process, asks MPI for its rank (which
 * one am I?) and the size (how many are we?) and goes its own way by the answers. This is SPMD:
 * single program, multiple data.
 *
 * Run:    make lesson-1            or with eight processes: make lesson-1 NP=8
 * Watch:  the order of the lines, in several runs.
 * Change: let the last rank, and not rank 0, tell about the library.
 */
#include "workbook.h"

int main(int argc, char **argv)
{
    int rank = -1, size = -1; /* -1 until MPI has told us */
    char host[MPI_MAX_PROCESSOR_NAME];
    int length;

    MPI_Init(&argc, &argv); /* before it, hardly any other MPI call is allowed */

    MPI_Comm_rank(MPI_COMM_WORLD,         /* the communicator: all processes of this run */
                  &rank);                 /* out: which one am I, 0 to size - 1 */
    MPI_Comm_size(MPI_COMM_WORLD, &size); /* out: how many are we */
    MPI_Get_processor_name(host, &length);

    say(rank, "hello, I am one of %d, on host %s", size, host);

    /* The same program runs everywhere; what a process does differently depends on its rank. */
    if (rank == 0) {
        char library[MPI_MAX_LIBRARY_VERSION_STRING];
        int version, subversion;
        MPI_Get_library_version(library, &length);
        library[strcspn(library, "\n,")] = '\0'; /* the first line says enough */
        MPI_Get_version(&version, &subversion);
        say(rank, "we speak MPI %d.%d through %s", version, subversion, library);
    }

    MPI_Finalize(); /* every rank calls it; after it, hardly any MPI call is allowed */
    return 0;
}
