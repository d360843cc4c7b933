/* Exercise 7.2, repair: round the lake.
 *
 * Each rank is a gauge at a lake. It sends its water level (in cm) to its right neighbour,
 * receives the level of its left neighbour, and prints
 *     rank R: level A, to my left B, difference D
 * D is A - B. The right neighbour of the last rank is rank 0, and a rank that is alone is its
 * own neighbour. The program hangs. Find the mistake and fix it. The levels must travel in one
 * MPI_Sendrecv, which every rank calls.
 *
 * Run it:   make run PROG=work/07-sendrecv/2-lake.c NP=4 ARGS=1    (ARGS: another day)
 * Check it: make check-7       A hint: make hint-7
 */
#include "workbook.h"

enum { TAG = 72 };

static int measure(int seed, int rank)
{
    return 300 + (seed * 17 + rank * rank * 7 + rank * 3) % 90;
}

int main(int argc, char **argv)
{
    int rank, size, other = -1;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int level = measure(seed, rank);

#if defined SOLUTION
    int left = (rank - 1 + size) % size;
    int right = (rank + 1) % size;
    MPI_Sendrecv(&level, 1, MPI_INT, right, TAG, &other, 1, MPI_INT, left, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
#elif defined WRONG_1 /* both from the left, as it was both from the right */
    int left = (rank - 1 + size) % size;
    MPI_Sendrecv(&level, 1, MPI_INT, left, TAG, &other, 1, MPI_INT, left, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
#elif defined WRONG_2 /* dest and source are swapped */
    int left = (rank - 1 + size) % size;
    int right = (rank + 1) % size;
    MPI_Sendrecv(&level, 1, MPI_INT, left, TAG, &other, 1, MPI_INT, right, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
#elif defined WRONG_3 /* computes what the neighbour measures: no message at all */
    other = measure(seed, (rank - 1 + size) % size);
#elif defined WRONG_4 /* three for the last rank, because it was always tried with four */
    int left = rank > 0 ? rank - 1 : 3;
    int right = rank < 3 ? rank + 1 : 0;
    MPI_Sendrecv(&level, 1, MPI_INT, right, TAG, &other, 1, MPI_INT, left, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
#elif defined WRONG_5 /* some send first, the others receive first */
    int left = (rank - 1 + size) % size;
    int right = (rank + 1) % size;
    if (rank % 2 == 0)
        MPI_Ssend(&level, 1, MPI_INT, right, TAG, MPI_COMM_WORLD);
    MPI_Recv(&other, 1, MPI_INT, left, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (rank % 2 == 1)
        MPI_Ssend(&level, 1, MPI_INT, right, TAG, MPI_COMM_WORLD);
#elif defined WRONG_6 /* the number of the receiver for a tag, on both sides */
    int left = (rank - 1 + size) % size;
    int right = (rank + 1) % size;
    MPI_Sendrecv(&level, 1, MPI_INT, right, right, &other, 1, MPI_INT, left, left, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
#else
    int right = (rank + 1) % size;
    MPI_Sendrecv(&level, 1, MPI_INT, right, TAG, &other, 1, MPI_INT, right, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
#endif

    say(rank, "level %d, to my left %d, difference %d", level, other, level - other);
    MPI_Finalize();
    return 0;
}
