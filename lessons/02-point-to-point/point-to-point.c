/* Lesson 2: a message needs two calls, MPI_Send on one rank and MPI_Recv on another.
 *
 * Ranks 1 and up are weather stations; rank 0 collects. Station N has N temperatures.
 *
 * Run:    make lesson-2            or with eight processes: make lesson-2 NP=8
 * Watch:  what rank 0 learns from the status of a message that it took from anybody.
 * Change: let station 1 send one greeting less, and read what the watcher says of rank 0.
 */
#include "workbook.h"

enum { GREETING = 1, ANSWER = 2, READINGS = 100, GREETINGS = 3, UNTOUCHED = 12345 };

static void station(int rank)
{
    int *temperatures = malloc((size_t)rank * sizeof *temperatures);
    int total = -1;
    for (int i = 0; i < rank; i++)
        temperatures[i] = 10 * rank + i;

    if (rank == 1)
        for (int greeting = 1; greeting <= GREETINGS; greeting++)
            MPI_Send(&greeting,       /* the data: the address of the first item */
                     1,               /* count: how many items, not how many bytes */
                     MPI_INT,         /* their type */
                     0,               /* dest: to which rank */
                     GREETING,        /* tag: a number of our choice, to tell messages apart */
                     MPI_COMM_WORLD); /* communicator: among these processes */

    MPI_Send(temperatures, rank, MPI_INT, 0, READINGS + rank, MPI_COMM_WORLD);
    MPI_Recv(&total, 1, MPI_INT, 0, ANSWER, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    say(rank, "sent %d of the %d temperatures in all", rank, total);
    free(temperatures);
}

static void collect(int size)
{
    int *temperatures = malloc((size_t)size * sizeof *temperatures); /* room for the longest */
    MPI_Status *statuses = malloc((size_t)size * sizeof *statuses);
    int *last = malloc((size_t)size * sizeof *last);
    int greeting[GREETINGS], total = 0;

    for (int i = 0; i < GREETINGS; i++)
        MPI_Recv(&greeting[i],       /* out: where the data goes */
                 1,                  /* count: room for how many items; fewer may come */
                 MPI_INT,            /* their type, the same as the sender's */
                 1,                  /* source: from which rank */
                 GREETING,           /* tag: with which number */
                 MPI_COMM_WORLD,     /* communicator */
                 MPI_STATUS_IGNORE); /* status: we know all about this message */
    say(0, "rank 1 sent greetings %d %d %d: one pair, one tag, so none overtakes another",
        greeting[0], greeting[1], greeting[2]);

    /* Whose message comes first is nobody's promise, so rank 0 takes any and files it by source. */
    for (int i = 1; i < size; i++) {
        MPI_Status status;
        int count;
        status.MPI_ERROR = UNTOUCHED;
        MPI_Recv(temperatures, size, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count); /* how many items of this type came */
        statuses[status.MPI_SOURCE] = status;
        last[status.MPI_SOURCE] = temperatures[count - 1];
        total += count;
    }
    for (int source = 1; source < size; source++) {
        int count;
        MPI_Get_count(&statuses[source], MPI_INT, &count);
        say(0, "source %d, tag %d, count %d, last temperature %d, error field %s",
            statuses[source].MPI_SOURCE, statuses[source].MPI_TAG, count, last[source],
            statuses[source].MPI_ERROR == UNTOUCHED ? "untouched" : "changed");
    }
    for (int dest = 1; dest < size; dest++) /* until now every station waits in its MPI_Recv */
        MPI_Send(&total, 1, MPI_INT, dest, ANSWER, MPI_COMM_WORLD);
    free(temperatures);
    free(statuses);
    free(last);
}

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    require(size >= 2, "This needs at least 2 processes, not %d: start it with -n 2.", size);
    if (rank == 0)
        collect(size);
    else
        station(rank);
    MPI_Finalize();
    return 0;
}
