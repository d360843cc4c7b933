/* Has errors of memory that are not the MPI's, by argument; "none" has none. */
#include "workbook.h"

enum { ITEMS = 10 };

static int *volatile kept; /* the compiler may not look through it */

/* Loses memory, and decides by what nobody has written. */
static void leak(int rank)
{
    for (int i = 0; i < ITEMS; i++)
        kept = malloc((size_t)(i + 1) * sizeof *kept);
    if (kept[0] > 0)
        kept = NULL;
    kept = NULL;
    say(rank, "leak: done");
}

/* Adds up one item more than there is. */
static void overflow(int rank)
{
    int sum = 0;
    kept = calloc(ITEMS, sizeof *kept);
    for (int i = 0; i <= ITEMS; i++)
        sum += kept[i];
    say(rank, "overflow: %d", sum);
    free(kept);
}

int main(int argc, char **argv)
{
    const char *way = argc > 1 ? argv[1] : "none";
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (strcmp(way, "leak") == 0)
        leak(rank);
    if (strcmp(way, "overflow") == 0)
        overflow(rank);
    MPI_Finalize();
    return 0;
}
