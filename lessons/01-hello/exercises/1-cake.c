/* Exercise 1.1, complete: a cake for all.
 *
 * A cake is cut into one slice for each process. All slices have the same weight in whole grams;
 * what is left over is crumbs. Each process takes the slice with the number of its rank and
 * prints
 *     rank R: slice R of N: G grams
 * N is the number of processes, and G is the weight of a slice, cake / N. Ask MPI for R and N,
 * and compute G.
 *
 * Run it:   make run PROG=work/01-hello/1-cake.c NP=4 ARGS=1    (ARGS: another cake)
 * Check it: make check-1       A hint: make hint-1
 */
#include "workbook.h"

/* Returns the weight of the cake in grams. Every rank may call it. */
static int weigh(int seed)
{
    return 1000 + (seed * 37) % 900;
}

int main(int argc, char **argv)
{
    int rank = -1, size = -1, grams = -1; /* -1: not known */
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;
    int cake = weigh(seed);

    MPI_Init(&argc, &argv);

#if defined SOLUTION
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    grams = cake / size;
#elif defined WRONG_1 /* four, because it was started with four */
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    size = 4;
    grams = cake / size;
#elif defined WRONG_2 /* the error code taken for the answer */
    rank = MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    grams = cake / size;
#elif defined WRONG_3 /* rank 0 speaks for all */
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    grams = cake / size;
    if (rank == 0)
        for (int other = 0; other < size; other++)
            say(other, "slice %d of %d: %d grams", other, size, grams);
    MPI_Finalize();
    return 0;
#elif defined WRONG_4 /* what it printed once */
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    grams = 259 + 0 * cake;
#else
    (void)cake; /* Your lines: ask MPI for rank and size, and compute grams. */
#endif

    say(rank, "slice %d of %d: %d grams", rank, size, grams);
    MPI_Finalize();
    return 0;
}
