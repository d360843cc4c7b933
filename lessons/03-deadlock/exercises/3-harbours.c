/* Exercise 3.3, build: the catch is told round the lake.
 *
 * The ranks are harbours round a lake. The right neighbour of rank R is rank R + 1, and that of
 * the last rank is rank 0. Each harbour knows its own catch, and all want to know the total
 * catch and the largest. They pass the news in rounds. In the first round each harbour tells its
 * right neighbour its own catch. In each later round it passes on what its left neighbour told
 * it in the round before. After size - 1 rounds every harbour has heard of all. Each prints
 *     rank R: T fish in all, M the largest catch
 * In each round every harbour calls MPI_Ssend once and MPI_Recv once. Use no other call that
 * sends or receives. The program must work with any number of harbours: even, odd, or 1, where
 * there is nobody to tell.
 *
 * Run it:   make run PROG=work/03-deadlock/3-harbours.c NP=5 ARGS=1    (ARGS: another day)
 * See it:   make trace PROG=work/03-deadlock/3-harbours.c NP=5
 * Check it: make check-3       A hint: make hint-3
 */
#include "workbook.h"

enum { NEWS = 6 };

static int catch_of(unsigned seed, int rank)
{
    return (int)(20 + (seed * 71 + rank * 53U + rank * rank * 29U) % 397);
}

/* `own` is the catch of this harbour. Sets *total and *largest to those of all harbours. */
static void tell_round(int own, int rank, int size, int *total, int *largest)
{
    *total = *largest = own;
#if defined SOLUTION
    const int right = (rank + 1) % size, left = (rank - 1 + size) % size;
    int told = own, heard = -1;
    for (int round = 1; round < size; round++) {
        if (rank == 0) { /* turns round, and cuts the circle */
            MPI_Recv(&heard, 1, MPI_INT, left, NEWS, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            MPI_Ssend(&told, 1, MPI_INT, right, NEWS, MPI_COMM_WORLD);
        } else {
            MPI_Ssend(&told, 1, MPI_INT, right, NEWS, MPI_COMM_WORLD);
            MPI_Recv(&heard, 1, MPI_INT, left, NEWS, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        }
        *total += heard;
        if (heard > *largest)
            *largest = heard;
        told = heard;
    }
#elif defined WRONG_2 || defined WRONG_3 || defined WRONG_6
    const int right = (rank + 1) % size, left = (rank - 1 + size) % size;
    int told = own, heard = -1;
    for (int round = 1; round < size; round++) {
#if defined WRONG_2   /* all send first: a circle of all */
        MPI_Ssend(&told, 1, MPI_INT, right, NEWS, MPI_COMM_WORLD);
        MPI_Recv(&heard, 1, MPI_INT, left, NEWS, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#elif defined WRONG_3 /* rank 3 cuts the circle: it is there from four ranks on */
        if (rank != 3)
            MPI_Ssend(&told, 1, MPI_INT, right, NEWS, MPI_COMM_WORLD);
        MPI_Recv(&heard, 1, MPI_INT, left, NEWS, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (rank == 3)
            MPI_Ssend(&told, 1, MPI_INT, right, NEWS, MPI_COMM_WORLD);
#elif defined WRONG_6 /* all send first, and the library copies */
        MPI_Send(&told, 1, MPI_INT, right, NEWS, MPI_COMM_WORLD);
        MPI_Recv(&heard, 1, MPI_INT, left, NEWS, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#endif
        *total += heard;
        if (heard > *largest)
            *largest = heard;
        told = heard;
    }
#elif defined WRONG_4 /* those that receive first lose what they had to tell */
    const int right = (rank + 1) % size, left = (rank - 1 + size) % size;
    int news = own;
    for (int round = 1; round < size; round++) {
        if (rank % 2 == 0)
            MPI_Ssend(&news, 1, MPI_INT, right, NEWS, MPI_COMM_WORLD);
        MPI_Recv(&news, 1, MPI_INT, left, NEWS, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (rank % 2 != 0)
            MPI_Ssend(&news, 1, MPI_INT, right, NEWS, MPI_COMM_WORLD);
        *total += news;
        if (news > *largest)
            *largest = news;
    }
#elif defined WRONG_5 /* one round too many: the own catch comes home, and is counted twice */
    const int right = (rank + 1) % size, left = (rank - 1 + size) % size;
    int told = own, heard = -1;
    for (int round = 0; round < size; round++) {
        if (rank % 2 == 0)
            MPI_Ssend(&told, 1, MPI_INT, right, NEWS, MPI_COMM_WORLD);
        MPI_Recv(&heard, 1, MPI_INT, left, NEWS, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (rank % 2 != 0)
            MPI_Ssend(&told, 1, MPI_INT, right, NEWS, MPI_COMM_WORLD);
        *total += heard;
        if (heard > *largest)
            *largest = heard;
        told = heard;
    }
#else
    /* Your lines. */
    (void)rank, (void)size; /* until they are used */
#endif
}

int main(int argc, char **argv)
{
    int rank, size, total, largest;
    unsigned seed = argc > 1 ? (unsigned)atoi(argv[1]) : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    tell_round(catch_of(seed, rank), rank, size, &total, &largest);
#if defined WRONG_1 /* looks into all nets: no message at all */
    total = 0;
    for (int r = 0; r < size; r++) {
        total += catch_of(seed, r);
        if (catch_of(seed, r) > largest)
            largest = catch_of(seed, r);
    }
#endif
    say(rank, "%d fish in all, %d the largest catch", total, largest);
    MPI_Finalize();
    return 0;
}
