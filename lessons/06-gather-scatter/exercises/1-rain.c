/* Exercise 6.1, complete: rain in every town.
 *
 * Rank 0 has a table of the rain (in mm) of five days, with one row for each rank: row R is the
 * town of rank R. Each rank gets its row, prints it, and adds up what has fallen up to each day
 * (that loop is there). Then rank 0 collects these sums, in the order of the towns. Each rank
 * prints
 *     rank R: rain: N N N N N
 * and after that rank 0 prints for each town T
 *     rank 0: town T up to each day: S S S S S
 * Write two calls, which every rank makes once: MPI_Scatter for the rows and MPI_Gather for the
 * sums. Use no sends and receives. Only rank 0 may call measure().
 *
 * Run it:   make run PROG=work/06-gather-scatter/1-rain.c NP=4 ARGS=1    (ARGS: other weather)
 * Check it: make check-6       A hint: make hint-6
 */
#include "workbook.h"

enum { DAYS = 5, ROOT = 0 };

/* Only the root may call this: the others have no table. */
static void measure(int seed, int towns, int *table)
{
    for (int i = 0; i < towns * DAYS; i++)
        table[i] = (seed * 7 + i * 11 + i * i * 3) % 23;
}

int main(int argc, char **argv)
{
    int rank, size, row[DAYS] = {-1, -1, -1, -1, -1}; /* -1: not known */
    int *table = NULL, *sums = NULL;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == ROOT) {
        table = malloc((size_t)size * DAYS * sizeof *table);
        sums = calloc((size_t)size * DAYS, sizeof *sums);
        measure(seed, size, table);
    }

#if defined SOLUTION || defined WRONG_5
    MPI_Scatter(table, DAYS, MPI_INT, row, DAYS, MPI_INT, ROOT, MPI_COMM_WORLD);
#elif defined WRONG_1 /* everybody makes the table: no message at all */
    int *mine = malloc((size_t)size * DAYS * sizeof *mine);
    measure(seed, size, mine);
    memcpy(row, mine + (size_t)rank * DAYS, sizeof row);
#elif defined WRONG_2 /* loops of sends and receives */
    if (rank == ROOT) {
        memcpy(row, table, sizeof row);
        for (int dest = 1; dest < size; dest++)
            MPI_Send(table + (size_t)dest * DAYS, DAYS, MPI_INT, dest, 0, MPI_COMM_WORLD);
    } else {
        MPI_Recv(row, DAYS, MPI_INT, ROOT, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
#elif defined WRONG_3 /* what it printed once */
    const int seen[DAYS] = {7, 21, 18, 21, 7};
    MPI_Scatter(table, DAYS, MPI_INT, row, DAYS, MPI_INT, ROOT, MPI_COMM_WORLD);
    memcpy(row, seen, sizeof row);
#elif defined WRONG_4 /* one item for each rank, not one row */
    MPI_Scatter(table, 1, MPI_INT, row, 1, MPI_INT, ROOT, MPI_COMM_WORLD);
#else
    /* Your line: after it every rank has its row. */
#endif

    say(rank, "rain: %d %d %d %d %d", row[0], row[1], row[2], row[3], row[4]);
    for (int day = 1; day < DAYS; day++)
        row[day] += row[day - 1];

#if defined SOLUTION || defined WRONG_3 || defined WRONG_4
    MPI_Gather(row, DAYS, MPI_INT, sums, DAYS, MPI_INT, ROOT, MPI_COMM_WORLD);
#elif defined WRONG_5 /* the root alone calls */
    if (rank == ROOT)
        MPI_Gather(row, DAYS, MPI_INT, sums, DAYS, MPI_INT, ROOT, MPI_COMM_WORLD);
#elif defined WRONG_1
    if (rank == ROOT)
        for (int i = 0; i < size * DAYS; i++)
            sums[i] = mine[i] + (i % DAYS > 0 ? sums[i - 1] : 0);
    free(mine);
#elif defined WRONG_2
    if (rank == ROOT) {
        memcpy(sums, row, sizeof row);
        for (int source = 1; source < size; source++)
            MPI_Recv(sums + (size_t)source * DAYS, DAYS, MPI_INT, source, 0, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    } else {
        MPI_Send(row, DAYS, MPI_INT, ROOT, 0, MPI_COMM_WORLD);
    }
#else
    (void)sums; /* Your line: after it the root has the sums of all towns. */
#endif

    for (int town = 0; town < size && rank == ROOT; town++) {
        const int *sum = sums + (size_t)town * DAYS;
        say(rank, "town %d up to each day: %d %d %d %d %d", town, sum[0], sum[1], sum[2], sum[3],
            sum[4]);
    }
    free(table);
    free(sums);
    MPI_Finalize();
    return 0;
}
