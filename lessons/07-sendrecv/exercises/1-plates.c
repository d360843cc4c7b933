/* Exercise 7.1, complete: plates go round the table.
 *
 * All ranks sit round a table, each with a plate. The right neighbour of rank R is rank R + 1,
 * and that of the last rank is rank 0. In each of three rounds every rank gives its plate to its
 * right neighbour and gets the plate of its left neighbour. A rank that sits alone gives its
 * plate to itself. In each round each rank prints
 *     rank R: round N: plate P from rank L
 * P is the number of the plate that it got, and L is the rank that gave it. Every rank calls
 * MPI_Sendrecv once in each round, and no other call that sends or receives.
 *
 * Run it:   make run PROG=work/07-sendrecv/1-plates.c NP=4 ARGS=1    (ARGS: other plates)
 * Check it: make check-7       A hint: make hint-7
 */
#include "workbook.h"

enum { ROUNDS = 3, TAG = 71 };

/* Returns the number of the plate that `rank` has at first. */
static int first_plate(int seed, int rank)
{
    return 1000 + (seed * 41 + rank * rank * 29 + rank) % 9000;
}

int main(int argc, char **argv)
{
    int rank, size;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int plate = first_plate(seed, rank), left = -1, right = -1;

#if defined SOLUTION || defined WRONG_1 || defined WRONG_2 || defined WRONG_3 || defined WRONG_4
    left = (rank - 1 + size) % size;
    right = (rank + 1) % size;
#elif defined WRONG_5 /* nobody sits to the right of the last rank */
    left = (rank - 1 + size) % size;
    right = rank + 1;
#elif defined WRONG_6 /* the other way round the table */
    left = (rank + 1) % size;
    right = (rank - 1 + size) % size;
#else
    (void)size; /* Your lines: who sits to my left, and who to my right? */
#endif

    for (int round = 1; round <= ROUNDS; round++) {
        int received = -1;
#if defined SOLUTION || defined WRONG_3 || defined WRONG_5 || defined WRONG_6
        MPI_Sendrecv(&plate, 1, MPI_INT, right, TAG, &received, 1, MPI_INT, left, TAG,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#elif defined WRONG_1 /* computes what it would get: no message at all */
        (void)plate, (void)right;
        received = first_plate(seed, (rank + ROUNDS * size - round) % size);
#elif defined WRONG_2 /* first the send, and then the receive */
        MPI_Ssend(&plate, 1, MPI_INT, right, TAG, MPI_COMM_WORLD);
        MPI_Recv(&received, 1, MPI_INT, left, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#elif defined WRONG_4 /* what it printed once */
        MPI_Sendrecv(&plate, 1, MPI_INT, right, TAG, &received, 1, MPI_INT, left, TAG,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        received = first_plate(1, (rank + ROUNDS * size - round) % size);
#else
        (void)plate, (void)right; /* Your call: give `plate`, get `received`. */
#endif
        say(rank, "round %d: plate %d from rank %d", round, received, left);
#if defined STARTER
        /* Your line: which plate do I have now? */
#elif defined WRONG_3 /* gives away its first plate in every round */
#else
        plate = received;
#endif
    }
    MPI_Finalize();
    return 0;
}
