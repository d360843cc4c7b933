/* Exercise 2.2, repair: who has the book?
 *
 * Rank 0 is the main bookshop, and the others are its branches. Rank 0 asks each branch how many
 * copies of a book are on its shelf, adds the answers to its own copies, and tells each branch
 * the total. Each rank prints
 *     rank R: book B: C copies here, T in all
 * The program hangs. Find the mistake and fix it. Questions, answers and totals must still
 * travel as messages.
 *
 * Run it:   make run PROG=work/02-point-to-point/2-stock.c NP=4 ARGS=1    (ARGS: another book)
 * Check it: make check-2       A hint: make hint-2
 */
#include "workbook.h"

enum { QUESTION = 1, ANSWER = 2, TOTAL = 3 };

/* Returns the copies on the shelf of shop `rank`. Only this shop itself may call it. */
static int look(int seed, int rank, int book)
{
    return 1 + (seed * 7 + rank * 11 + book * 3) % 23;
}

int main(int argc, char **argv)
{
    int rank, size, book = -1, copies, total = -1;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

#if defined WRONG_1 /* everybody looks on all shelves: no message at all */
    book = 100 + (seed * 13) % 800;
    copies = look(seed, rank, book);
    total = 0;
    for (int shop = 0; shop < size; shop++)
        total += look(seed, shop, book);
#else
    if (rank == 0) {
        book = 100 + (seed * 13) % 800;
        copies = look(seed, rank, book);
        total = copies;
#if defined WRONG_4 /* right with four, because it was started with four */
        for (int dest = 1; dest < 4; dest++)
#else
        for (int dest = 1; dest < size; dest++)
#endif
            MPI_Send(&book, 1, MPI_INT, dest, QUESTION, MPI_COMM_WORLD);
#if defined WRONG_2 /* what hangs is left out */
#else
        for (int source = 1; source < size; source++) {
            int more;
            MPI_Recv(&more, 1, MPI_INT, source, ANSWER, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            total += more;
        }
#endif
        for (int dest = 1; dest < size; dest++)
            MPI_Send(&total, 1, MPI_INT, dest, TOTAL, MPI_COMM_WORLD);
    } else {
#if defined WRONG_3 /* the other tag of the branch is changed, and not this one */
        MPI_Recv(&book, 1, MPI_INT, 0, ANSWER, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#else
        MPI_Recv(&book, 1, MPI_INT, 0, QUESTION, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#endif
        copies = look(seed, rank, book);
#if defined SOLUTION || defined WRONG_4
        MPI_Send(&copies, 1, MPI_INT, 0, ANSWER, MPI_COMM_WORLD);
#else
        MPI_Send(&copies, 1, MPI_INT, 0, QUESTION, MPI_COMM_WORLD);
#endif
        MPI_Recv(&total, 1, MPI_INT, 0, TOTAL, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
#endif

    say(rank, "book %d: %d copies here, %d in all", book, copies, total);
    MPI_Finalize();
    return 0;
}
