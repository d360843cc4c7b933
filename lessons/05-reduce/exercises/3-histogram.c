/* Exercise 5.3, build: a histogram of a year.
 *
 * The temperature was measured at noon on each day of a year of 364 days (52 weeks): 0 to 49
 * degrees. The days fall into five classes: 0 to 9 degrees, 10 to 19, and so on, up to 40 to 49.
 * Write count_days(). It shares out the days among the ranks as evenly as possible, each day to
 * one rank. If the days do not divide evenly, each of the first ranks counts one day more. Then
 * one MPI_Allreduce, which every rank calls, adds up the five counts. Each rank prints
 *     rank R: counted N days
 * Then rank 0 prints five lines, from the coldest class to the warmest,
 *     rank 0: A to B degrees: N days
 * and each rank prints the class with the most days (the coldest of them, if several have as
 * many):
 *     rank R: mostly A to B degrees: N days
 *
 * Run it:   make run PROG=work/05-reduce/3-histogram.c NP=3 ARGS=1    (ARGS: another year)
 * Check it: make check-5       A hint: make hint-5
 */
#include "workbook.h"

enum { DAYS = 364, CLASSES = 5, WIDTH = 10 };

/* Returns the temperature on a day, which is 0 to DAYS - 1. */
static int measured(unsigned seed, unsigned day)
{
    unsigned x = (seed * 1009 + day) * 2654435761U;
    x ^= x >> 15;
    x *= 2246822519U;
    x ^= x >> 13;
    return (int)(seed % 10 * 3 + x % 12 + x / 12 % 11);
}

/* Sets all[c], on every rank, to how many days of the year fall into class c. Returns how many days this
 * rank has counted. */
static int count_days(unsigned seed, int rank, int size, int *all)
{
    int days = 0;
#if defined SOLUTION
    int own[CLASSES] = {0};
    for (int day = rank; day < DAYS; day += size)
        own[measured(seed, day) / WIDTH]++, days++;
    MPI_Allreduce(own, all, CLASSES, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
#elif defined WRONG_1 /* each rank counts the whole year: no message at all */
    for (int day = 0; day < DAYS; day++)
        all[measured(seed, day) / WIDTH]++;
    days = DAYS / size + (rank < DAYS % size);
#elif defined WRONG_2 /* each rank counts the whole year, and then all is added up */
    int own[CLASSES] = {0};
    for (int day = 0; day < DAYS; day++)
        own[measured(seed, day) / WIDTH]++, days++;
    MPI_Allreduce(own, all, CLASSES, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    (void)rank, (void)size;
#elif defined WRONG_3 /* what remains of the division is nobody's */
    int own[CLASSES] = {0}, share = DAYS / size;
    for (int day = rank * share; day < (rank + 1) * share; day++)
        own[measured(seed, day) / WIDTH]++, days++;
    MPI_Allreduce(own, all, CLASSES, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
#elif defined WRONG_4 /* a call for each class */
    int own[CLASSES] = {0};
    for (int day = rank; day < DAYS; day += size)
        own[measured(seed, day) / WIDTH]++, days++;
    for (int c = 0; c < CLASSES; c++)
        MPI_Allreduce(&own[c], &all[c], 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
#elif defined WRONG_5 /* the result is on the root alone */
    int own[CLASSES] = {0};
    for (int day = rank; day < DAYS; day += size)
        own[measured(seed, day) / WIDTH]++, days++;
    MPI_Reduce(own, all, CLASSES, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);
#elif defined WRONG_6 /* a loop of sends, there and back */
    int own[CLASSES] = {0};
    for (int day = rank; day < DAYS; day += size)
        own[measured(seed, day) / WIDTH]++, days++;
    if (rank > 0) {
        MPI_Send(own, CLASSES, MPI_INT, 0, 0, MPI_COMM_WORLD);
        MPI_Recv(all, CLASSES, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        return days;
    }
    memcpy(all, own, sizeof own);
    for (int source = 1; source < size; source++) {
        MPI_Recv(own, CLASSES, MPI_INT, source, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int c = 0; c < CLASSES; c++)
            all[c] += own[c];
    }
    for (int dest = 1; dest < size; dest++)
        MPI_Send(all, CLASSES, MPI_INT, dest, 0, MPI_COMM_WORLD);
#elif defined WRONG_7 /* what it printed once */
    const int seen[CLASSES] = {80, 249, 35, 0, 0};
    memcpy(all, seen, sizeof seen);
    (void)seed, (void)rank, (void)size;
#elif defined WRONG_8 /* the largest share, not the sum of all */
    int own[CLASSES] = {0};
    for (int day = rank; day < DAYS; day += size)
        own[measured(seed, day) / WIDTH]++, days++;
    MPI_Allreduce(own, all, CLASSES, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
#elif defined WRONG_9 /* rank 0 counts all */
    int own[CLASSES] = {0};
    for (int day = 0; day < DAYS && rank == 0; day++)
        own[measured(seed, day) / WIDTH]++, days++;
    MPI_Allreduce(own, all, CLASSES, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    (void)size;
#else
    /* Your lines. */
    (void)seed, (void)rank, (void)size, (void)all, (void)measured; /* until they are used */
#endif
    return days;
}

int main(int argc, char **argv)
{
    int rank, size, all[CLASSES] = {0}, most = 0;
    unsigned seed = argc > 1 ? (unsigned)atoi(argv[1]) : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int days = count_days(seed, rank, size, all);

    say(rank, "counted %d days", days);
    for (int c = 0; c < CLASSES && rank == 0; c++)
        say(rank, "%d to %d degrees: %d days", WIDTH * c, WIDTH * c + WIDTH - 1, all[c]);
    for (int c = 1; c < CLASSES; c++)
        if (all[c] > all[most])
            most = c;
    say(rank, "mostly %d to %d degrees: %d days", WIDTH * most, WIDTH * most + WIDTH - 1,
        all[most]);
    MPI_Finalize();
    return 0;
}
