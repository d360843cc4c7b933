/* Exercise 3.2, repair: the picture stands on its head.
 *
 * Each rank has one row of a picture: rank 0 the top row, the last rank the bottom row. To turn
 * the picture upside down, the first rank swaps rows with the last, the second with the last but
 * one, and so on. If the number of ranks is odd, the row in the middle stays. Then each rank
 * prints, about the row that it has now,
 *     rank R: the row begins B B B, and its brightness is N
 * The program worked with small pictures. Now a row has 300,000 pixels, and the program hangs
 * with MPICH and with Open MPI. Find the mistake and fix it. The program must work for rows of
 * any size, and each row must travel in one message.
 *
 * Run it:   make run PROG=work/03-deadlock/2-mirror.c NP=4 ARGS=1    (ARGS: another picture)
 * Check it: make check-3       A hint: make hint-3
 */
#include "workbook.h"

enum { PIXELS = 300000, ROW = 5 };

static unsigned char mine[PIXELS], theirs[PIXELS];

/* Stores the pixels of the row that `rank` has at first. */
static void paint(unsigned seed, int rank, unsigned char *row)
{
    for (unsigned i = 0; i < PIXELS; i++)
        row[i] = (unsigned char)((seed * 37 + rank * 11U + i % 1000 * (rank + 3U)) % 251);
}

int main(int argc, char **argv)
{
    int rank, size, partner;
    long brightness = 0;
    unsigned seed = argc > 1 ? (unsigned)atoi(argv[1]) : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    partner = size - 1 - rank;
    paint(seed, rank, mine);

    if (partner == rank) {
        memcpy(theirs, mine, PIXELS); /* the row in the middle */
    } else {
#if defined SOLUTION
        if (rank < partner) {
            MPI_Send(mine, PIXELS, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD);
            MPI_Recv(theirs, PIXELS, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
        } else {
            MPI_Recv(theirs, PIXELS, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
            MPI_Send(mine, PIXELS, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD);
        }
#elif defined WRONG_1 /* even and odd: with an odd number of ranks both partners are the same */
        if (rank % 2 == 0)
            MPI_Send(mine, PIXELS, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD);
        MPI_Recv(theirs, PIXELS, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        if (rank % 2 != 0)
            MPI_Send(mine, PIXELS, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD);
#elif defined WRONG_2 /* both turned round */
        MPI_Recv(theirs, PIXELS, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        MPI_Send(mine, PIXELS, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD);
#elif defined WRONG_3 /* a small message, so that it comes to its end */
        MPI_Send(mine, 1000, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD);
        MPI_Recv(theirs, 1000, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#elif defined WRONG_4 /* paints the partner's row: no message at all */
        paint(seed, partner, theirs);
#elif defined WRONG_5 /* a meeting in between helps nobody out of the send */
        MPI_Send(mine, PIXELS, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD);
        MPI_Barrier(MPI_COMM_WORLD);
        MPI_Recv(theirs, PIXELS, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
#elif defined WRONG_6 /* in halves, in the right order */
        for (int half = 0; half < 2; half++) {
            const int from = half * PIXELS / 2, count = PIXELS / 2;
            if (rank < partner)
                MPI_Send(mine + from, count, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD);
            MPI_Recv(theirs + from, count, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
            if (rank > partner)
                MPI_Send(mine + from, count, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD);
        }
#else
        MPI_Send(mine, PIXELS, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD);
        MPI_Recv(theirs, PIXELS, MPI_UNSIGNED_CHAR, partner, ROW, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
#endif
    }
    for (int i = 0; i < PIXELS; i++)
        brightness += theirs[i];
    say(rank, "the row begins %d %d %d, and its brightness is %ld", theirs[0], theirs[1], theirs[2],
        brightness);
    MPI_Finalize();
    return 0;
}
