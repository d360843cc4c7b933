/* Exercise 6.3, build: the skyline in the fog.
 *
 * Rank 0 has a photo of a skyline, 3 rows of 48 pixels from 0 (black) to 255 (white). There is
 * fog: the darkest pixel is grey, and the brightest is not white. All ranks together remove it:
 *   - Share out the rows in one MPI_Scatterv, as evenly as possible. If they do not divide
 *     evenly, each of the first ranks gets one row more. Some ranks may get none.
 *   - Find the darkest and the brightest pixel of the whole photo, on every rank. Each rank may
 *     look only at its own rows (lesson 5 has the call that you need). It prints, with its
 *     number of rows,
 *         rank R: has N rows; the photo goes from D to B
 *   - clear() then turns the pixels of each rank into numbers from 0, the darkest of the whole
 *     photo, to 9, the brightest. This call is there.
 *   - Collect the pixels on rank 0 in one MPI_Gatherv. There show() prints the three rows, as
 *         rank 0: |...|
 *
 * Run it:   make run PROG=work/06-gather-scatter/3-fog.c NP=2 ARGS=1    (ARGS: another town)
 * Check it: make check-6       A hint: make hint-6
 */
#include "workbook.h"

enum { ROWS = 3, COLUMNS = 48, PIXELS = ROWS * COLUMNS, ROOT = 0 };

/* Only the root may call this: the others have no camera. */
static void take(int seed, int *photo)
{
    for (int i = 0; i < PIXELS; i++) {
        int house = i % COLUMNS / 4, floors = (seed * (house + 2) + house * house) % 4;
        int height = ROWS - i / COLUMNS; /* 1 in the lowest row; the higher, the brighter */
        photo[i] = 80 + seed % 50 + 12 * height + (height > floors ? 40 : 0) + (i * 7 + seed) % 9;
    }
}

static void clear(int *pixels, int count, int darkest, int brightest)
{
    int range = brightest > darkest ? brightest - darkest : 1;
    for (int i = 0; i < count; i++)
        pixels[i] = (pixels[i] - darkest) * 9 / range;
}

static void show(int rank, const int *pixels)
{
    for (int row = 0; row < ROWS; row++) {
        char line[COLUMNS + 1] = "";
        for (int i = 0; i < COLUMNS; i++)
            line[i] = "@%#*+=-:. "[(unsigned)pixels[row * COLUMNS + i] % 10];
        say(rank, "|%s|", line);
    }
}

int main(int argc, char **argv)
{
    int rank, size, photo[PIXELS] = {0}, part[PIXELS] = {0}; /* a rank that is alone has all rows */
    int count = 0, darkest = 255, brightest = 0;             /* count: of the pixels in my part */
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == ROOT)
        take(seed, photo);

#if defined SOLUTION || defined WRONG_4 || defined WRONG_6
    int *counts = calloc((size_t)size, sizeof *counts);
    int *displacements = calloc((size_t)size, sizeof *displacements);
    for (int dest = 0, next = 0; dest < size; dest++) {
        counts[dest] = (ROWS / size + (dest < ROWS % size ? 1 : 0)) * COLUMNS;
        displacements[dest] = next;
        next += counts[dest];
    }
    count = counts[rank];
    MPI_Scatterv(photo, counts, displacements, MPI_INT, part, count, MPI_INT, ROOT, MPI_COMM_WORLD);
#elif defined WRONG_1 /* everybody takes the photo: no message at all */
    take(seed, photo);
    count = (ROWS / size + (rank < ROWS % size ? 1 : 0)) * COLUMNS;
    memcpy(part, photo, sizeof part);
#elif defined WRONG_2 /* the rest is dropped */
    int *counts = calloc((size_t)size, sizeof *counts);
    int *displacements = calloc((size_t)size, sizeof *displacements);
    for (int dest = 0; dest < size; dest++) {
        counts[dest] = ROWS / size * COLUMNS;
        displacements[dest] = dest * counts[dest];
    }
    count = counts[rank];
    MPI_Scatterv(photo, counts, displacements, MPI_INT, part, count, MPI_INT, ROOT, MPI_COMM_WORLD);
#elif defined WRONG_5 /* loops of sends and receives */
    for (int dest = 0, next = 0; dest < size; dest++) {
        int pixels = (ROWS / size + (dest < ROWS % size ? 1 : 0)) * COLUMNS;
        if (dest == rank)
            count = pixels;
        if (rank == ROOT && dest != ROOT)
            MPI_Send(photo + next, pixels, MPI_INT, dest, 0, MPI_COMM_WORLD);
        next += pixels;
    }
    memcpy(part, photo, sizeof part);
    if (rank != ROOT)
        MPI_Recv(part, count, MPI_INT, ROOT, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#elif defined WRONG_3 /* counted in rows, where items are asked for */
    int *counts = calloc((size_t)size, sizeof *counts);
    int *displacements = calloc((size_t)size, sizeof *displacements);
    for (int dest = 0, next = 0; dest < size; dest++) {
        counts[dest] = ROWS / size + (dest < ROWS % size ? 1 : 0);
        displacements[dest] = next;
        next += counts[dest];
    }
    count = counts[rank] * COLUMNS;
    MPI_Scatterv(photo, counts, displacements, MPI_INT, part, counts[rank], MPI_INT, ROOT,
                 MPI_COMM_WORLD);
#else
    (void)size; /* Your lines: share out the rows; find the darkest and the brightest of all. */
#endif
#if defined SOLUTION || defined WRONG_2 || defined WRONG_3 || defined WRONG_5
    int lowest = 255, highest = 0; /* of my part: they change nothing where it has no pixels */
    for (int i = 0; i < count; i++) {
        lowest = part[i] < lowest ? part[i] : lowest;
        highest = part[i] > highest ? part[i] : highest;
    }
    MPI_Allreduce(&lowest, &darkest, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    MPI_Allreduce(&highest, &brightest, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
#elif defined WRONG_1
    for (int i = 0; i < PIXELS; i++) {
        darkest = photo[i] < darkest ? photo[i] : darkest;
        brightest = photo[i] > brightest ? photo[i] : brightest;
    }
#elif defined WRONG_4 /* the darkest and the brightest of its own rows alone */
    for (int i = 0; i < count; i++) {
        darkest = part[i] < darkest ? part[i] : darkest;
        brightest = part[i] > brightest ? part[i] : brightest;
    }
#elif defined WRONG_6 /* a rank without rows says that its darkest pixel is 0 */
    int lowest = part[0], highest = part[0];
    for (int i = 0; i < count; i++) {
        lowest = part[i] < lowest ? part[i] : lowest;
        highest = part[i] > highest ? part[i] : highest;
    }
    MPI_Allreduce(&lowest, &darkest, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    MPI_Allreduce(&highest, &brightest, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
#endif

    say(rank, "has %d rows; the photo goes from %d to %d", count / COLUMNS, darkest, brightest);
    clear(part, count, darkest, brightest);

#if defined SOLUTION || defined WRONG_2 || defined WRONG_4 || defined WRONG_6
    MPI_Gatherv(part, count, MPI_INT, photo, counts, displacements, MPI_INT, ROOT, MPI_COMM_WORLD);
    free(counts);
    free(displacements);
#elif defined WRONG_1
    clear(photo, PIXELS, darkest, brightest);
#elif defined WRONG_3
    MPI_Gatherv(part, counts[rank], MPI_INT, photo, counts, displacements, MPI_INT, ROOT,
                MPI_COMM_WORLD);
    free(counts);
    free(displacements);
#elif defined WRONG_5
    memcpy(photo, part, (size_t)count * sizeof part[0]);
    if (rank != ROOT)
        MPI_Send(part, count, MPI_INT, ROOT, 0, MPI_COMM_WORLD);
    for (int source = 1, next = count; source < size && rank == ROOT; source++) {
        int pixels = (ROWS / size + (source < ROWS % size ? 1 : 0)) * COLUMNS;
        MPI_Recv(photo + next, pixels, MPI_INT, source, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        next += pixels;
    }
#else
    /* Your lines: collect the pixels, in the order of the ranks, in photo. */
#endif
    if (rank == ROOT)
        show(rank, photo);
    MPI_Finalize();
    return 0;
}
