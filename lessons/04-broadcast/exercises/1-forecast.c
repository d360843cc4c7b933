/* Exercise 4.1, complete: the forecast reaches everyone.
 *
 * Rank 0 has the forecast of a week, seven temperatures, and every rank needs it. Use MPI_Bcast:
 * every rank calls it once, and no rank sends or receives in any other way. Only rank 0 may call
 * forecast(). Every rank prints the temperatures that rank 0 has:
 *     rank R: the week: T T T T T T T
 *
 * Run it:   make run PROG=work/04-broadcast/1-forecast.c NP=4 ARGS=1    (ARGS: other weather)
 * Check it: make check-4       A hint: make hint-4
 */
#include "workbook.h"

enum { DAYS = 7 };

/* Only rank 0 may call this: the others have no thermometer. */
static void forecast(int seed, int *week)
{
    for (int day = 0; day < DAYS; day++)
        week[day] = (seed * 31 + day * 17 + day * day * 5) % 39 - 4;
}

int main(int argc, char **argv)
{
    int rank, size, week[DAYS] = {-99, -99, -99, -99, -99, -99, -99}; /* -99: not known */
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0)
        forecast(seed, week);

#if defined SOLUTION
    MPI_Bcast(week, DAYS, MPI_INT, 0, MPI_COMM_WORLD);
#elif defined WRONG_1 /* everybody looks at the thermometer: no message at all */
    forecast(seed, week);
#elif defined WRONG_2 /* a loop of sends */
    if (rank == 0)
        for (int dest = 1; dest < size; dest++)
            MPI_Send(week, DAYS, MPI_INT, dest, 0, MPI_COMM_WORLD);
    else
        MPI_Recv(week, DAYS, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#elif defined WRONG_3 /* seven bytes, not seven integers */
    MPI_Bcast(week, DAYS, MPI_CHAR, 0, MPI_COMM_WORLD);
#elif defined WRONG_4 /* what it printed once */
    const int seen[DAYS] = {27, 10, 3, 6, 19, 3, 36};
    for (int day = 0; day < DAYS; day++)
        week[day] = seen[day];
    MPI_Bcast(week, DAYS, MPI_INT, 0, MPI_COMM_WORLD);
#else
    (void)size; /* Your line: a call that every rank makes. After it every rank has the week. */
#endif

    say(rank, "the week: %d %d %d %d %d %d %d", week[0], week[1], week[2], week[3], week[4],
        week[5], week[6]);
    MPI_Finalize();
    return 0;
}
