/* Exercise 1.3, build: a telegram for many keys.
 *
 * All processes send one telegram together, each a piece of it. The pieces are blocks: rank 0
 * has the first letters, rank 1 the next ones, and so on. Each letter is in exactly one piece.
 * If the letters do not divide evenly, the first ranks have one letter more than the others: 10
 * letters on 4 ranks are 3, 3, 2 and 2. Each rank prints
 *     rank R: C letters from F: LETTERS
 * C is the number of its letters, and F is the place of its first letter in the telegram,
 * counted from 0. A hyphen counts as a letter. Write piece(). No message is needed, because each
 * rank can compute its piece from its rank and the size.
 *
 * Run it:   make run PROG=work/01-hello/3-telegram.c NP=4 ARGS=1    (ARGS: another telegram)
 * Check it: make check-1       A hint: make hint-1
 */
#include "workbook.h"

enum { MOST = 60 };

/* Stores the text and returns how many letters it has. Every rank gets the same text. */
static int telegram(int seed, char *text)
{
    const char *words[] = {"ship", "arrives", "friday", "send",   "coal",
                           "and",  "bread",   "stop",   "please", "answer"};
    unsigned from = (unsigned)seed;
    int length = 22 + 4 * (int)(from % 9);
    text[0] = '\0';
    for (unsigned i = 0; (int)strlen(text) < length; i++) {
        strcat(text, words[(from + 3 * i) % 10]);
        strcat(text, "-");
    }
    text[length] = '\0';
    return length;
}

/* Returns how many of the `length` letters are in the piece of `rank`. Sets *first to the place of its
 * first letter. */
static int piece(int length, int rank, int size, int *first)
{
#if defined SOLUTION
    int rest = length % size;
    *first = rank * (length / size) + (rank < rest ? rank : rest);
    return length / size + (rank < rest ? 1 : 0);
#elif defined WRONG_1 /* the rest is sent by nobody */
    *first = rank * (length / size);
    return length / size;
#elif defined WRONG_2 /* the last has the rest, all of it */
    *first = rank * (length / size);
    return rank < size - 1 ? length / size : length - *first;
#elif defined WRONG_3 /* four, because it was started with four */
    int rest = length % 4;
    (void)size;
    *first = rank * (length / 4) + (rank < rest ? rank : rest);
    return length / 4 + (rank < rest ? 1 : 0);
#elif defined WRONG_4 || defined WRONG_5
    (void)rank;
    (void)size;
    *first = 0;
    return length;
#elif defined WRONG_6 /* longer pieces, but all begin where shorter ones would */
    *first = rank * (length / size);
    return length / size + (rank < length % size ? 1 : 0);
#else
    (void)length, (void)rank, (void)size; /* until they are used */
    *first = 0;
    return 0; /* Your lines. */
#endif
}

int main(int argc, char **argv)
{
    int rank, size, first;
    char text[2 * MOST];
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int length = telegram(seed, text);
    int count = piece(length, rank, size, &first);
#if defined WRONG_4 /* rank 0 speaks for all */
    int rest = length % size;
    for (int other = 0; other < size && rank == 0; other++) {
        count = length / size + (other < rest ? 1 : 0);
        say(other, "%d letters from %d: %.*s", count, first, count, text + first);
        first += count;
    }
#elif defined WRONG_5 /* what it printed once, for four */
    const char *seen[] = {"7 letters from 0: arrives", "7 letters from 7: -coal-s",
                          "6 letters from 14: top-sh", "6 letters from 20: ip-sen"};
    (void)count;
    if (rank < 4)
        say(rank, "%s", seen[rank]);
#else
    say(rank, "%d letters from %d: %.*s", count, first, count, text + first);
#endif
    MPI_Finalize();
    return 0;
}
