/* Exercise 8.2, repair: the evening papers.
 *
 * Rank 0 writes a paper for every town. Each rank is a town, rank 0 too. Rank 0 sends each paper
 * with MPI_Bsend. When all papers are written, the shops open: that is the barrier. Then each
 * rank receives its paper, and prints how the paper begins and how many letters e it has:
 *     rank R: LLLLLLLLLL..., E letters e
 * With 1 rank this works. With more ranks MPI ends the program. Find the mistake and fix it.
 * Rank 0 must still send all papers with MPI_Bsend, from one buffer, before the barrier.
 *
 * Run it:   make run PROG=work/08-buffered/2-paper.c NP=4 ARGS=1    (ARGS: another day)
 * Check it: make check-8       A hint: make hint-8
 */
#include "workbook.h"

enum { LETTERS = 90000, PAPER = 82 };

static void write_paper(int seed, int town, char *paper)
{
    unsigned ink = (unsigned)seed * 7919 + (unsigned)town * 104729;
    for (int i = 0; i < LETTERS; i++) {
        ink = ink * 1664525 + 1013904223;
        paper[i] = (char)('a' + (ink >> 24) % 26);
    }
}

static int letters_e(const char *paper)
{
    int count = 0;
    for (int i = 0; i < LETTERS; i++)
        count += paper[i] == 'e';
    return count;
}

int main(int argc, char **argv)
{
    static char paper[LETTERS];
    int rank, size, packed, room;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;
    void *buffer = NULL;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

#if defined WRONG_2 /* one buffer for each message: giving it back waits for the receive */
    for (int dest = 0; dest < size && rank == 0; dest++) {
        write_paper(seed, dest, paper);
        MPI_Pack_size(LETTERS, MPI_CHAR, MPI_COMM_WORLD, &packed);
        room = packed + MPI_BSEND_OVERHEAD;
        buffer = malloc((size_t)room);
        MPI_Buffer_attach(buffer, room);
        MPI_Bsend(paper, LETTERS, MPI_CHAR, dest, PAPER, MPI_COMM_WORLD);
        MPI_Buffer_detach(&buffer, &room);
        free(buffer);
    }
#elif defined WRONG_3 /* each town writes its own: no message at all */
    (void)size, (void)packed, (void)room;
#elif defined WRONG_4 /* without a buffer */
    (void)packed, (void)room;
    for (int dest = 0; dest < size && rank == 0; dest++) {
        write_paper(seed, dest, paper);
        MPI_Send(paper, LETTERS, MPI_CHAR, dest, PAPER, MPI_COMM_WORLD);
    }
#else
    if (rank == 0) {
        MPI_Pack_size(LETTERS, MPI_CHAR, MPI_COMM_WORLD, &packed);
#if defined SOLUTION
        room = size * (packed + MPI_BSEND_OVERHEAD);
#elif defined WRONG_1 /* it was tried with no more than three */
        room = 3 * (packed + MPI_BSEND_OVERHEAD);
#else
        room = packed + MPI_BSEND_OVERHEAD;
#endif
        buffer = malloc((size_t)room);
        MPI_Buffer_attach(buffer, room);
        for (int dest = 0; dest < size; dest++) {
            write_paper(seed, dest, paper);
            MPI_Bsend(paper, LETTERS, MPI_CHAR, dest, PAPER, MPI_COMM_WORLD);
        }
    }
#endif

    MPI_Barrier(MPI_COMM_WORLD); /* all papers are written, and the shops open */
#if defined WRONG_3
    write_paper(seed, rank, paper);
#else
    MPI_Recv(paper, LETTERS, MPI_CHAR, 0, PAPER, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#endif
#if defined WRONG_2 || defined WRONG_3 || defined WRONG_4 /* no buffer any more */
#else
    if (rank == 0)
        MPI_Buffer_detach(&buffer, &room);
#endif
    free(buffer);
    say(rank, "%.10s..., %d letters e", paper, letters_e(paper));
    MPI_Finalize();
    return 0;
}
