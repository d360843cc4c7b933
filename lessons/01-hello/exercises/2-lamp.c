/* Exercise 1.2, repair: the lamp of the last carriage.
 *
 * Every process is a carriage of the night train. Each prints
 *     rank R: carriage R of N, P passengers
 * After that the last carriage, however long the train is, prints
 *     rank R: the red lamp of train T hangs on me
 * The program prints all this, but it does not end properly. Find the mistake and fix it.
 *
 * Run it:   make run PROG=work/01-hello/2-lamp.c NP=4 ARGS=1    (ARGS: another train)
 * Check it: make check-1       A hint: make hint-1
 */
#include "workbook.h"

/* Returns how many passengers sit in carriage `rank`. */
static int passengers(int seed, int rank)
{
    return 10 + (seed * 23 + rank * 17) % 51;
}

int main(int argc, char **argv)
{
    int rank, size;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;
    int train = 100 + (seed * 7) % 800;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

#if defined WRONG_4 /* rank 0 speaks for all */
    if (rank == 0) {
        for (int other = 0; other < size; other++)
            say(other, "carriage %d of %d, %d passengers", other, size, passengers(seed, other));
        say(size - 1, "the red lamp of train %d hangs on me", train);
    }
#else
    say(rank, "carriage %d of %d, %d passengers", rank, size, passengers(seed, rank));

#if defined SOLUTION
    if (rank == size - 1)
        say(rank, "the red lamp of train %d hangs on me", train);
#elif defined WRONG_1 /* the last of four */
    if (rank == 3)
        say(rank, "the red lamp of train %d hangs on me", train);
#elif defined WRONG_2 /* no rank is called so */
    if (rank == size)
        say(rank, "the red lamp of train %d hangs on me", train);
#elif defined WRONG_3 /* a lamp on every carriage */
    say(rank, "the red lamp of train %d hangs on me", train);
#elif defined WRONG_5 /* the first is not the last */
    if (rank == 0)
        say(rank, "the red lamp of train %d hangs on me", train);
#else
    /* The other carriages have no lamp, so they are done. */
    if (rank < size - 1)
        return 0;
    say(rank, "the red lamp of train %d hangs on me", train);
#endif
#endif

    MPI_Finalize();
    return 0;
}
