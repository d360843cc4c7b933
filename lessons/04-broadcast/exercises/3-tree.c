/* Exercise 4.3, build: the alarm runs through a tree.
 *
 * The library's broadcast is out of order, and the river is rising. Rank 0 has measured the
 * level (in cm), and every rank must learn it, by sends and receives alone. If rank 0 told all
 * the others in turn, it would take too long. So in each round every rank that knows the level
 * may tell it to one more rank. Then the number of ranks that know it can double in each round:
 *     ranks:    1   2   3 to 4   5 to 8   9 to 16
 *     rounds:   0   1     2        3         4
 * Rank 0 sends one message in each round. No rank sends more messages than there are rounds:
 * with 8 ranks, 3 at most. Every rank but rank 0 receives exactly one message. Write spread().
 * Each rank prints
 *     rank R: the river stands at L cm
 *
 * Run it:   make run PROG=work/04-broadcast/3-tree.c NP=8 ARGS=1    (ARGS: another level)
 * See it:   make trace PROG=work/04-broadcast/3-tree.c NP=8
 * Check it: make check-4       A hint: make hint-4
 */
#include "workbook.h"

enum { ALARM = 43 };

static int measure(int seed)
{
    return 200 + (seed * 37) % 400;
}

/* Returns the level on every rank. On rank 0 `level` is the level that was measured. */
static int spread(int level, int rank, int size)
{
#if defined SOLUTION
    for (int know = 1; know < size; know *= 2) {
        if (rank < know && rank + know < size)
            MPI_Send(&level, 1, MPI_INT, rank + know, ALARM, MPI_COMM_WORLD);
        else if (rank >= know && rank < 2 * know)
            MPI_Recv(&level, 1, MPI_INT, rank - know, ALARM, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
#elif defined WRONG_1 /* a loop of sends */
    for (int dest = 1; dest < size && rank == 0; dest++)
        MPI_Send(&level, 1, MPI_INT, dest, ALARM, MPI_COMM_WORLD);
    if (rank > 0)
        MPI_Recv(&level, 1, MPI_INT, 0, ALARM, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#elif defined WRONG_2 /* for powers of two alone */
    for (int know = 1; know < size; know *= 2) {
        if (rank < know)
            MPI_Send(&level, 1, MPI_INT, rank + know, ALARM, MPI_COMM_WORLD);
        else if (rank < 2 * know)
            MPI_Recv(&level, 1, MPI_INT, rank - know, ALARM, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
#elif defined WRONG_3 /* the call that is out of order */
    (void)rank, (void)size;
    MPI_Bcast(&level, 1, MPI_INT, 0, MPI_COMM_WORLD);
#elif defined WRONG_4 /* the ranks that tell have not been told */
    for (int know = 1; know < size; know *= 2) {
        if (rank >= know && rank < 2 * know)
            MPI_Send(&level, 1, MPI_INT, rank - know, ALARM, MPI_COMM_WORLD);
        else if (rank < know && rank + know < size)
            MPI_Recv(&level, 1, MPI_INT, rank + know, ALARM, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
#elif defined WRONG_5 /* a chain: as many rounds as there are ranks */
    if (rank > 0)
        MPI_Recv(&level, 1, MPI_INT, rank - 1, ALARM, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (rank + 1 < size)
        MPI_Send(&level, 1, MPI_INT, rank + 1, ALARM, MPI_COMM_WORLD);
#else
    /* Your lines. */
    (void)rank, (void)size; /* until they are used */
#endif
    return level;
}

int main(int argc, char **argv)
{
    int rank, size;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int level = spread(rank == 0 ? measure(seed) : -1, rank, size);
    say(rank, "the river stands at %d cm", level);
    MPI_Finalize();
    return 0;
}
