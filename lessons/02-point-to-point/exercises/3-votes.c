/* Exercise 2.3, build: the votes come in.
 *
 * Every rank is a polling station with some boxes of ballots, and rank 0 counts for all. Each
 * other station opens one box after another and sends each box to rank 0 as one message: only
 * the ballots, with the tag BOX. After the last box it sends a message without any ballots, with
 * the tag CLOSED. Rank 0 takes the messages as they come, from any station, until all stations
 * have closed. Then it prints a line for each station S, beginning with itself, and a line for
 * each candidate:
 *     rank 0: station S: C ballots
 *     rank 0: NAME: V votes
 *
 * Run it:   make run PROG=work/02-point-to-point/3-votes.c NP=4 ARGS=1    (ARGS: another election)
 * Check it: make check-2       A hint: make hint-2
 */
#include "workbook.h"

enum { BOX = 1, CLOSED = 2, MOST = 40, CANDIDATES = 4 }; /* MOST: no box has more ballots */

/* Only station `rank` itself may open its boxes 0, 1, 2, ... Stores the ballots, each the number of a
 * candidate, and returns how many there are: 0 if there is no such box. */
static int open_box(int seed, int rank, int box, int *ballots)
{
    unsigned mix = (unsigned)seed * 11 + (unsigned)rank * 7;
    int count = box < 2 + (int)(mix % 3) ? 5 + (int)((mix + (unsigned)box * 13) % 30) : 0;
    for (int i = 0; i < count; i++)
        ballots[i] = (int)((mix * 5 + (unsigned)(i * i + box * 3)) % 19 % CANDIDATES);
    return count;
}

/* Adds one box: its ballots to the total of its station, its votes to those of the candidates. */
static void add(const int *ballots, int count, int *total, int *votes)
{
    *total += count;
    for (int i = 0; i < count; i++)
        votes[ballots[i]]++;
}

static void station(int seed, int rank)
{
#if defined SOLUTION || defined WRONG_2 || defined WRONG_3 || defined WRONG_5
    int ballots[MOST], count;
    for (int box = 0; (count = open_box(seed, rank, box, ballots)) > 0; box++)
        MPI_Send(ballots, count, MPI_INT, 0, BOX, MPI_COMM_WORLD);
    MPI_Send(ballots, 0, MPI_INT, 0, CLOSED, MPI_COMM_WORLD);
#else
    (void)seed, (void)rank; /* Your lines: send each box, then the message CLOSED. */
#endif
}

static void collect(int seed, int size)
{
    const char *names[CANDIDATES] = {"Ada", "Ben", "Cleo", "Dan"};
    int *stations = calloc((size_t)size, sizeof *stations); /* the ballots of each */
    int votes[CANDIDATES] = {0}, ballots[MOST] = {0}, count;

    /* The boxes of rank 0. Your lines come after this: receive the other boxes and add them in the same way. */
    for (int box = 0; (count = open_box(seed, 0, box, ballots)) > 0; box++)
        add(ballots, count, &stations[0], votes);
#if defined SOLUTION || defined WRONG_5
    int left = size - 1;
#if defined WRONG_5 /* three others, because it was started with four */
    left = 3;
#endif
    while (left > 0) {
        MPI_Status status;
        MPI_Recv(ballots, MOST, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count);
        add(ballots, count, &stations[status.MPI_SOURCE], votes);
        if (status.MPI_TAG == CLOSED)
            left--;
    }
#elif defined WRONG_1 /* rank 0 opens all boxes: no message at all */
    for (int source = 1; source < size; source++)
        for (int box = 0; (count = open_box(seed, source, box, ballots)) > 0; box++)
            add(ballots, count, &stations[source], votes);
#elif defined WRONG_2 /* one box of each station */
    for (int source = 1; source < size; source++) {
        MPI_Status status;
        MPI_Recv(ballots, MOST, MPI_INT, source, BOX, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count);
        add(ballots, count, &stations[source], votes);
        MPI_Recv(ballots, MOST, MPI_INT, source, CLOSED, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
#elif defined WRONG_3 /* the room, taken for what came */
    for (int left = size - 1; left > 0;) {
        MPI_Status status;
        MPI_Recv(ballots, MOST, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        if (status.MPI_TAG == CLOSED)
            left--;
        else
            add(ballots, MOST, &stations[status.MPI_SOURCE], votes);
    }
#elif defined WRONG_4 /* what it printed once, for four */
    const int seen[] = {86, 34, 64, 92}, elected[CANDIDATES] = {91, 80, 66, 39};
    for (int source = 0; source < size && source < 4; source++)
        stations[source] = seen[source];
    for (int i = 0; i < CANDIDATES; i++)
        votes[i] = elected[i];
#else
#endif

    for (int source = 0; source < size; source++)
        say(0, "station %d: %d ballots", source, stations[source]);
    for (int i = 0; i < CANDIDATES; i++)
        say(0, "%s: %d votes", names[i], votes[i]);
    free(stations);
}

int main(int argc, char **argv)
{
    int rank, size, seed = argc > 1 ? atoi(argv[1]) : 1;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0)
        collect(seed, size);
    else
        station(seed, rank);
    MPI_Finalize();
    return 0;
}
