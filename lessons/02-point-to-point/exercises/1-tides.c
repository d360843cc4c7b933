/* Exercise 2.1, complete: the tides of every harbour.
 *
 * Every rank is a harbour that has measured its tides, 3 to 10 times. Each harbour but rank 0
 * sends its levels to rank 0 in one message. The senders are complete: do not change them. Write
 * the receives. Rank 0 calls MPI_Recv once for each other harbour, in the order of the ranks. It
 * does not know before how many levels will come, and it must not call measure() for another
 * harbour. For each harbour S, beginning with itself, it prints
 *     rank 0: harbour S: C levels, the highest H cm
 * C is the number of levels that came: use MPI_Get_count.
 *
 * Run it:   make run PROG=work/02-point-to-point/1-tides.c NP=4 ARGS=1    (ARGS: other tides)
 * Check it: make check-2       A hint: make hint-2
 */
#include "workbook.h"

enum { LEVELS = 7, MOST = 12 };

/* Only harbour `rank` itself may call this. Stores the levels, in cm, and returns how many there are. */
static int measure(int seed, int rank, int *levels)
{
    unsigned start = (unsigned)seed * 29 + (unsigned)rank * 61;
    int count = 3 + (int)(start % 8);
    for (int i = 0; i < count; i++)
        levels[i] = 100 + (int)((start + (unsigned)i * 77) % 400);
    return count;
}

static int highest(const int *levels, int count)
{
    int found = 0;
    for (int i = 0; i < count; i++)
        found = levels[i] > found ? levels[i] : found;
    return found;
}

static void collect(int seed, int size)
{
    int levels[MOST] = {0}, count = measure(seed, 0, levels);
    say(0, "harbour 0: %d levels, the highest %d cm", count, highest(levels, count));

    for (int source = 1; source < size; source++) {
        count = 0;
#if defined SOLUTION
        MPI_Status status;
        MPI_Recv(levels, MOST, MPI_INT, source, LEVELS, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count);
#elif defined WRONG_1 /* rank 0 does it all: nothing is received */
        count = measure(seed, source, levels);
#elif defined WRONG_2 /* another tag */
        MPI_Status status;
        MPI_Recv(levels, MOST, MPI_INT, source, 0, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count);
#elif defined WRONG_3 /* the room, taken for what came */
        MPI_Recv(levels, MOST, MPI_INT, source, LEVELS, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        count = MOST;
#elif defined WRONG_4 /* always from the same */
        MPI_Status status;
        MPI_Recv(levels, MOST, MPI_INT, 1, LEVELS, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count);
#elif defined WRONG_5 /* room for two */
        MPI_Status status;
        MPI_Recv(levels, 2, MPI_INT, source, LEVELS, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count);
#else
        /* Your lines: receive what harbour `source` sent into levels, and set count to the number of levels. */
#endif
        say(0, "harbour %d: %d levels, the highest %d cm", source, count, highest(levels, count));
    }
}

int main(int argc, char **argv)
{
    int rank, size;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        collect(seed, size);
    } else {
        int levels[MOST], count = measure(seed, rank, levels);
        MPI_Send(levels, count, MPI_INT, 0, LEVELS, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
