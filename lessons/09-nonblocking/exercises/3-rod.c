/* Exercise 9.3, build: the rod again, without waiting.
 *
 * A rod is cut into 203 cells. Rank R has the cells from first_cell(R) to first_cell(R + 1) - 1.
 * In each of 25 steps every cell gets mean(left, own, right), in whole numbers, of what it and
 * its two neighbours had before the step. Beyond each end, the rod is as warm as its end cell.
 * After the last step each rank prints
 *     rank R: cells A to B, the hottest T, all together S
 * Write simulate(). The cells of a rank are in cells[1] to cells[count]. In each step cells[0]
 * and cells[count + 1] must get the values of the neighbours' nearest cells. Start these
 * messages with MPI_Irecv and MPI_Isend, and compute the inner cells while they are under way.
 * Then wait, and compute the two end cells. Use no other call that sends or receives, and no
 * collective call.
 *
 * Run it:   make run PROG=work/09-nonblocking/3-rod.c NP=4 ARGS=1    (ARGS: another rod)
 * See it:   make trace PROG=work/09-nonblocking/3-rod.c NP=4
 * Check it: make check-9       A hint: make hint-9
 */
#include "workbook.h"

enum { CELLS = 203, STEPS = 25, TO_LEFT = 1, TO_RIGHT = 2 };

static int rank, size;

static int first_cell(int of)
{
    return of * CELLS / size;
}

static int heat(int seed, int cell) /* returns that of a cell before the first step */
{
    return (seed * 317 + cell * cell * 29 + cell * 53) % 9973;
}

static int mean(int left, int own, int right)
{
    return (left + 2 * own + right) / 4;
}

static void simulate(int *cells, int count)
{
#if defined SOLUTION || defined WRONG_4 || defined WRONG_5 || defined WRONG_6
    int next[CELLS + 2];
    int left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int right = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;
    MPI_Request requests[4];
#if defined WRONG_4 /* three is the last of four */
    right = rank == 3 ? MPI_PROC_NULL : rank + 1;
#endif
    for (int step = 0; step < STEPS; step++) {
        cells[0] = cells[1]; /* from MPI_PROC_NULL nothing comes, and this stays */
        cells[count + 1] = cells[count];
        MPI_Irecv(&cells[0], 1, MPI_INT, left, TO_RIGHT, MPI_COMM_WORLD, &requests[0]);
        MPI_Irecv(&cells[count + 1], 1, MPI_INT, right, TO_LEFT, MPI_COMM_WORLD, &requests[1]);
        MPI_Isend(&cells[1], 1, MPI_INT, left, TO_LEFT, MPI_COMM_WORLD, &requests[2]);
        MPI_Isend(&cells[count], 1, MPI_INT, right, TO_RIGHT, MPI_COMM_WORLD, &requests[3]);
        for (int i = 2; i < count; i++)
            next[i] = mean(cells[i - 1], cells[i], cells[i + 1]);
#if defined WRONG_6 /* what is sent is not waited for */
        MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
#else
        MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
#endif
#if defined WRONG_5 /* the cells at the ends are forgotten */
        next[1] = cells[1];
        next[count] = cells[count];
#else
        next[1] = mean(cells[0], cells[1], cells[2]);
        next[count] = mean(cells[count - 1], cells[count], cells[count + 1]);
#endif
        memcpy(&cells[1], &next[1], (size_t)count * sizeof *cells);
    }
#elif defined WRONG_1
    (void)cells, (void)count;
#elif defined WRONG_2 /* each waits in its first send, for a receive that comes later */
    int next[CELLS + 2];
    int left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int right = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;
    for (int step = 0; step < STEPS; step++) {
        cells[0] = cells[1];
        cells[count + 1] = cells[count];
        MPI_Ssend(&cells[1], 1, MPI_INT, left, TO_LEFT, MPI_COMM_WORLD);
        MPI_Ssend(&cells[count], 1, MPI_INT, right, TO_RIGHT, MPI_COMM_WORLD);
        MPI_Recv(&cells[0], 1, MPI_INT, left, TO_RIGHT, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Recv(&cells[count + 1], 1, MPI_INT, right, TO_LEFT, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int i = 1; i <= count; i++)
            next[i] = mean(cells[i - 1], cells[i], cells[i + 1]);
        memcpy(&cells[1], &next[1], (size_t)count * sizeof *cells);
    }
#elif defined WRONG_3 /* the neighbours' cells are fetched once, and then grow old */
    int next[CELLS + 2];
    int left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int right = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;
    MPI_Request requests[4];
    cells[0] = cells[1];
    cells[count + 1] = cells[count];
    MPI_Irecv(&cells[0], 1, MPI_INT, left, TO_RIGHT, MPI_COMM_WORLD, &requests[0]);
    MPI_Irecv(&cells[count + 1], 1, MPI_INT, right, TO_LEFT, MPI_COMM_WORLD, &requests[1]);
    MPI_Isend(&cells[1], 1, MPI_INT, left, TO_LEFT, MPI_COMM_WORLD, &requests[2]);
    MPI_Isend(&cells[count], 1, MPI_INT, right, TO_RIGHT, MPI_COMM_WORLD, &requests[3]);
    MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
    for (int step = 0; step < STEPS; step++) {
        for (int i = 1; i <= count; i++)
            next[i] = mean(cells[i - 1], cells[i], cells[i + 1]);
        memcpy(&cells[1], &next[1], (size_t)count * sizeof *cells);
    }
#else
    /* Your lines. */
    (void)cells, (void)count, (void)mean; /* until they are used */
#endif
}

int main(int argc, char **argv)
{
    int cells[CELLS + 2] = {0}, hottest = 0, sum = 0;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int first = first_cell(rank), count = first_cell(rank + 1) - first;
    for (int i = 1; i <= count; i++)
        cells[i] = heat(seed, first + i - 1);
    simulate(cells, count);
#if defined WRONG_1 /* every rank computes the whole rod: no message at all */
    int rod[CELLS + 2], next[CELLS + 2];
    for (int i = 1; i <= CELLS; i++)
        rod[i] = heat(seed, i - 1);
    for (int step = 0; step < STEPS; step++) {
        rod[0] = rod[1];
        rod[CELLS + 1] = rod[CELLS];
        for (int i = 1; i <= CELLS; i++)
            next[i] = mean(rod[i - 1], rod[i], rod[i + 1]);
        memcpy(&rod[1], &next[1], CELLS * sizeof *rod);
    }
    memcpy(&cells[1], &rod[first + 1], (size_t)count * sizeof *cells);
#endif

    for (int i = 1; i <= count; i++) {
        hottest = cells[i] > hottest ? cells[i] : hottest;
        sum += cells[i];
    }
    say(rank, "cells %d to %d, the hottest %d, all together %d", first, first + count - 1, hottest,
        sum);
    MPI_Finalize();
    return 0;
}
