/* Exercise 3.1, complete: two postcards cross.
 *
 * Ranks 0 and 1 are partners, so are ranks 2 and 3, and so on. Each has written a postcard of
 * five letters. It sends this card to its partner and receives the partner's card. A rank with a
 * partner prints
 *     rank R: rank P wrote: LETTERS
 * If the number of ranks is odd, the last one has no partner and prints
 *     rank R: no partner, so I keep: LETTERS
 * Each rank with a partner calls MPI_Ssend once and MPI_Recv once. Choose an order in which
 * nobody waits for ever. MPI_Ssend takes the same arguments as MPI_Send, but always waits for
 * the receive.
 *
 * Run it:   make run PROG=work/03-deadlock/1-postcards.c NP=4 ARGS=1    (ARGS: other letters)
 * Check it: make check-3       A hint: make hint-3
 */
#include "workbook.h"

enum { LETTERS = 5, CARD = 7 };

static void write_card(unsigned seed, int rank, char *card)
{
    for (int i = 0; i < LETTERS; i++)
        card[i] = (char)('a' + (seed * (3U + i) + rank * 7U + i * i * 7U) % 26);
}

int main(int argc, char **argv)
{
    int rank, size, partner;
    char mine[LETTERS + 1] = "", theirs[LETTERS + 1] = "?????"; /* ?: nothing has come */
    unsigned seed = argc > 1 ? (unsigned)atoi(argv[1]) : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    partner = rank % 2 == 0 ? rank + 1 : rank - 1;
    write_card(seed, rank, mine);

    if (partner >= size) {
        say(rank, "no partner, so I keep: %s", mine);
    } else {
#if defined SOLUTION
        if (rank < partner) {
            MPI_Ssend(mine, LETTERS, MPI_CHAR, partner, CARD, MPI_COMM_WORLD);
            MPI_Recv(theirs, LETTERS, MPI_CHAR, partner, CARD, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        } else {
            MPI_Recv(theirs, LETTERS, MPI_CHAR, partner, CARD, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            MPI_Ssend(mine, LETTERS, MPI_CHAR, partner, CARD, MPI_COMM_WORLD);
        }
#elif defined WRONG_1 /* reads the partner's mind: no message at all */
        write_card(seed, partner, theirs);
#elif defined WRONG_2 /* both send first */
        MPI_Ssend(mine, LETTERS, MPI_CHAR, partner, CARD, MPI_COMM_WORLD);
        MPI_Recv(theirs, LETTERS, MPI_CHAR, partner, CARD, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#elif defined WRONG_3 /* for two ranks alone: 2 and 3 both receive first */
        if (rank == 0)
            MPI_Ssend(mine, LETTERS, MPI_CHAR, partner, CARD, MPI_COMM_WORLD);
        MPI_Recv(theirs, LETTERS, MPI_CHAR, partner, CARD, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (rank != 0)
            MPI_Ssend(mine, LETTERS, MPI_CHAR, partner, CARD, MPI_COMM_WORLD);
#elif defined WRONG_4 /* both send first, and the library is so kind as to copy */
        MPI_Send(mine, LETTERS, MPI_CHAR, partner, CARD, MPI_COMM_WORLD);
        MPI_Recv(theirs, LETTERS, MPI_CHAR, partner, CARD, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#elif defined WRONG_5 /* what it printed once */
        const char *seen[] = {"dejyx", "klqfe", "rsxml", "yzets"};
        memcpy(theirs, seen[partner % 4], LETTERS);
#elif defined WRONG_6 /* one way alone */
        if (rank < partner)
            MPI_Ssend(mine, LETTERS, MPI_CHAR, partner, CARD, MPI_COMM_WORLD);
        else
            MPI_Recv(theirs, LETTERS, MPI_CHAR, partner, CARD, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#else
        /* Your lines: send `mine` to the partner, and receive the partner's card into `theirs`. */
#endif
        say(rank, "rank %d wrote: %s", partner, theirs);
    }
    MPI_Finalize();
    return 0;
}
