/* Exercise 7.3, build: heat runs along a rod.
 *
 * A metal rod lies across the ranks from left to right. Each rank has four cells of it, with
 * temperatures in whole numbers. In each of six steps every cell gets a new temperature:
 *     (its left neighbour's + 2 * its own + its right neighbour's) / 4       in whole numbers
 * All three are those before the step; step() computes this. The first and the last cell of a
 * rank need the nearest cell of the rank beside it. At the two ends of the rod one neighbour is
 * missing: use the temperature of the end cell itself instead. In each step every rank makes two
 * calls of MPI_Sendrecv, also at the ends, where the missing rank is MPI_PROC_NULL. After the
 * last step each rank prints its cells. Then rank 0 prints the temperature of the warmest cell
 * of the whole rod, which the ranks find in one reduction (lesson 5):
 *     rank R: cells A B C D
 *     rank 0: the warmest has T
 *
 * Run it:   make run PROG=work/07-sendrecv/3-rod.c NP=4 ARGS=1    (ARGS: another rod)
 * Check it: make check-7       A hint: make hint-7
 */
#include "workbook.h"

enum { CELLS = 4, STEPS = 6, TAG = 73 };

/* Returns the temperature of a cell at first. `place` counts the cells of the whole rod from its left end. */
static int first_heat(int seed, int place)
{
    return (seed * 131 + place * place * 57 + place * 211) % 1000;
}

/* Computes one step. cell[0] is the neighbour of the first cell, cell[CELLS + 1] that of the last. */
static void step(int *cell)
{
    int before = cell[0];
    for (int i = 1; i <= CELLS; i++) {
        int now = cell[i];
        cell[i] = (before + 2 * now + cell[i + 1]) / 4;
        before = now;
    }
}

int main(int argc, char **argv)
{
    int rank, size, cell[CELLS + 2] = {0}, warmest = -1;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 1; i <= CELLS; i++)
        cell[i] = first_heat(seed, rank * CELLS + i - 1);

#if defined SOLUTION || defined WRONG_5
    int left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int right = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;
#elif defined WRONG_2 /* a ring, not a rod */
    int left = (rank - 1 + size) % size;
    int right = (rank + 1) % size;
#elif defined WRONG_4 /* a rank that is not there */
    int left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int right = rank + 1;
#elif defined WRONG_6 /* right for four ranks */
    int left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int right = rank < 3 ? rank + 1 : MPI_PROC_NULL;
#endif
#if defined WRONG_1 /* the whole rod on every rank: no message but for the warmest */
    int *rod = malloc(((size_t)size * CELLS + 2) * sizeof *rod), places = size * CELLS;
    for (int i = 1; i <= places; i++)
        rod[i] = first_heat(seed, i - 1);
#endif
    for (int count = 0; count < STEPS; count++) {
#if defined SOLUTION || defined WRONG_2 || defined WRONG_4 || defined WRONG_6
        cell[0] = cell[1]; /* they stay so where there is no neighbour */
        cell[CELLS + 1] = cell[CELLS];
        MPI_Sendrecv(&cell[CELLS], 1, MPI_INT, right, TAG, &cell[0], 1, MPI_INT, left, TAG,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Sendrecv(&cell[1], 1, MPI_INT, left, TAG, &cell[CELLS + 1], 1, MPI_INT, right, TAG,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        step(cell);
#elif defined WRONG_1
        rod[0] = rod[1];
        rod[places + 1] = rod[places];
        for (int i = 1, before = rod[0]; i <= places; i++) {
            int now = rod[i];
            rod[i] = (before + 2 * now + rod[i + 1]) / 4;
            before = now;
        }
#elif defined WRONG_3 /* sends and receives, one after the other along the rod */
        cell[0] = cell[1];
        cell[CELLS + 1] = cell[CELLS];
        if (rank < size - 1)
            MPI_Ssend(&cell[CELLS], 1, MPI_INT, rank + 1, TAG, MPI_COMM_WORLD);
        if (rank > 0) {
            MPI_Recv(&cell[0], 1, MPI_INT, rank - 1, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            MPI_Ssend(&cell[1], 1, MPI_INT, rank - 1, TAG, MPI_COMM_WORLD);
        }
        if (rank < size - 1)
            MPI_Recv(&cell[CELLS + 1], 1, MPI_INT, rank + 1, TAG, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
        step(cell);
#elif defined WRONG_5 /* beyond the ends it stays as cold as it was at the start: 0 */
        MPI_Sendrecv(&cell[CELLS], 1, MPI_INT, right, TAG, &cell[0], 1, MPI_INT, left, TAG,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Sendrecv(&cell[1], 1, MPI_INT, left, TAG, &cell[CELLS + 1], 1, MPI_INT, right, TAG,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        step(cell);
#else
        /* Your lines, here and before the loop: what are cell[0] and cell[CELLS + 1]? */
        step(cell);
#endif
    }
#if defined WRONG_1
    for (int i = 1; i <= CELLS; i++)
        cell[i] = rod[rank * CELLS + i];
    free(rod);
#endif

    say(rank, "cells %d %d %d %d", cell[1], cell[2], cell[3], cell[4]);
#if defined STARTER
    (void)size; /* Your lines: on rank 0, set `warmest` to the warmest of all cells. */
#else
    int mine = cell[1];
    for (int i = 2; i <= CELLS; i++)
        mine = cell[i] > mine ? cell[i] : mine;
    MPI_Reduce(&mine, &warmest, 1, MPI_INT, MPI_MAX, 0, MPI_COMM_WORLD);
#endif
    if (rank == 0)
        say(rank, "the warmest has %d", warmest);
    MPI_Finalize();
    return 0;
}
