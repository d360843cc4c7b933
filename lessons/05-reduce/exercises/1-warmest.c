/* Exercise 5.1, complete: one sum, one warmest.
 *
 * Each rank is a weather station and has one temperature. The root, here the last rank, needs
 * the sum of all temperatures and the highest of them. Every rank calls MPI_Reduce twice, once
 * for each. Use no sends and receives. Only the root prints
 *     rank R: the sum is S, the warmest is W
 *
 * Run it:   make run PROG=work/05-reduce/1-warmest.c NP=4 ARGS=1    (ARGS: other weather)
 * Check it: make check-5       A hint: make hint-5
 */
#include "workbook.h"

static int measure(unsigned seed, int rank)
{
    return (int)(1 + (seed * 31 + rank * 17U + rank * rank * 5U) % 39);
}

int main(int argc, char **argv)
{
    int rank, size, root, temperature, sum = -99, warmest = -99; /* -99: not known */
    unsigned seed = argc > 1 ? (unsigned)atoi(argv[1]) : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    root = size - 1;
    temperature = measure(seed, rank);

#if defined SOLUTION
    MPI_Reduce(&temperature, &sum, 1, MPI_INT, MPI_SUM, root, MPI_COMM_WORLD);
    MPI_Reduce(&temperature, &warmest, 1, MPI_INT, MPI_MAX, root, MPI_COMM_WORLD);
#elif defined WRONG_1 /* looks at all thermometers: no message at all */
    sum = 0;
    for (int r = 0; r < size; r++) {
        sum += measure(seed, r);
        if (measure(seed, r) > warmest)
            warmest = measure(seed, r);
    }
    (void)temperature;
#elif defined WRONG_2 /* a loop of sends */
    if (rank != root) {
        MPI_Send(&temperature, 1, MPI_INT, root, 0, MPI_COMM_WORLD);
    } else {
        sum = warmest = temperature;
        for (int source = 0; source < root; source++) {
            int theirs;
            MPI_Recv(&theirs, 1, MPI_INT, source, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            sum += theirs;
            if (theirs > warmest)
                warmest = theirs;
        }
    }
#elif defined WRONG_3 /* the result goes to rank 0, and the last one prints */
    MPI_Reduce(&temperature, &sum, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);
    MPI_Reduce(&temperature, &warmest, 1, MPI_INT, MPI_MAX, 0, MPI_COMM_WORLD);
#elif defined WRONG_4 /* the last rank is rank 3 when it is tried with four */
    MPI_Reduce(&temperature, &sum, 1, MPI_INT, MPI_SUM, 3, MPI_COMM_WORLD);
    MPI_Reduce(&temperature, &warmest, 1, MPI_INT, MPI_MAX, 3, MPI_COMM_WORLD);
#elif defined WRONG_5 /* what it printed once */
    MPI_Reduce(&temperature, &sum, 1, MPI_INT, MPI_SUM, root, MPI_COMM_WORLD);
    MPI_Reduce(&temperature, &warmest, 1, MPI_INT, MPI_MAX, root, MPI_COMM_WORLD);
    sum = 66, warmest = 32;
#elif defined WRONG_6 /* the sum twice */
    MPI_Reduce(&temperature, &sum, 1, MPI_INT, MPI_SUM, root, MPI_COMM_WORLD);
    MPI_Reduce(&temperature, &warmest, 1, MPI_INT, MPI_SUM, root, MPI_COMM_WORLD);
#else
    (void)temperature; /* Your lines: after them the root knows `sum` and `warmest`. */
#endif

    if (rank == root)
        say(rank, "the sum is %d, the warmest is %d", sum, warmest);
    MPI_Finalize();
    return 0;
}
