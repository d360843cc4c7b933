/* Lesson 6: the root deals out its data, each rank works on its part, the root collects the parts.
 *
 * Run:    make lesson-6            or where the letters do not divide evenly: make lesson-6 NP=5
 * Watch:  the parts come back in the order of the ranks, and no letter is dropped at any NP.
 * Change: the sentence; ROOT to 1.
 */
#include "workbook.h"

#include <ctype.h>

enum { EACH = 2, ROOT = 0 };

/* Every rank gets the same number of items: MPI_Scatter and MPI_Gather. */
static void equal_parts(int rank, int size)
{
    /* The whole is the root's alone; the others pass NULL. */
    int *celsius = NULL, *fahrenheit = NULL;
    int part[EACH] = {-1, -1};
    if (rank == ROOT) {
        celsius = malloc((size_t)size * EACH * sizeof *celsius);
        fahrenheit = malloc((size_t)size * EACH * sizeof *fahrenheit);
        for (int i = 0; i < size * EACH; i++)
            celsius[i] = 5 * i;
    }
    MPI_Scatter(celsius,       /* in, on the root alone: all items, in the order of the ranks */
                EACH, MPI_INT, /* how many go to each rank (not: how many there are) */
                part,          /* out: where my part goes */
                EACH, MPI_INT, /* how many items I get */
                ROOT, MPI_COMM_WORLD);
    say(rank, "got %d and %d degrees Celsius", part[0], part[1]);
    for (int i = 0; i < EACH; i++)
        part[i] = part[i] * 9 / 5 + 32;
    MPI_Gather(part, EACH, MPI_INT,       /* in: my part */
               fahrenheit, EACH, MPI_INT, /* out, on the root alone: rank 0's part, rank 1's, ... */
               ROOT, MPI_COMM_WORLD);
    if (rank == ROOT)
        for (int source = 0; source < size; source++)
            say(rank, "rank %d made %d and %d degrees Fahrenheit of it", source,
                fahrenheit[source * EACH], fahrenheit[source * EACH + 1]);
    free(celsius);
    free(fahrenheit);
}

/* The items do not divide evenly: MPI_Scatterv and MPI_Gatherv take a count for each rank. */
static void uneven_parts(int rank, int size)
{
    char sentence[] = "No letter may be dropped";
    const int letters = sizeof sentence - 1;
    int *counts = malloc((size_t)size * sizeof *counts); /* how many letters for each rank */
    int *displacements = malloc((size_t)size * sizeof *displacements); /* where they start */
    char *part;
    for (int dest = 0, next = 0; dest < size; dest++) {
        counts[dest] = letters / size + (dest < letters % size ? 1 : 0);
        displacements[dest] = next;
        next += counts[dest];
    }
    part = calloc((size_t)counts[rank] + 1, 1); /* one more, to end the text for printing */
    MPI_Scatterv(sentence, counts, displacements, MPI_CHAR, /* read on the root alone */
                 part, counts[rank], MPI_CHAR, ROOT, MPI_COMM_WORLD);
    say(rank, "part of %d: '%s'", counts[rank], part);
    for (int i = 0; i < counts[rank]; i++)
        part[i] = (char)toupper((unsigned char)part[i]);
    MPI_Gatherv(part, counts[rank], MPI_CHAR, /* in: my part */
                sentence, counts, displacements, MPI_CHAR, ROOT, MPI_COMM_WORLD);
    if (rank == ROOT)
        say(rank, "together: '%s'", sentence);
    free(counts);
    free(displacements);
    free(part);
}

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    equal_parts(rank, size);
    uneven_parts(rank, size);
    MPI_Finalize();
    return 0;
}
