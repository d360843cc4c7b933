/* Exercise 9.1, complete: once around the island.
 *
 * The coast of an island is cut into pieces, one for each rank, in a ring: after the piece of
 * the last rank comes that of rank 0. Each rank knows the heights (in m) of the places on its
 * own piece. It needs the last height of its left neighbour's piece and the first height of its
 * right neighbour's. It prints
 *     rank R: before me H m, my coast from H m to H m, after me H m
 * Start four messages before you wait for any: two with MPI_Irecv and two with MPI_Isend. Then
 * wait for all four with one MPI_Waitall. With two ranks both neighbours are the same rank, so
 * only the tags tell the messages apart.
 *
 * Run it:   make run PROG=work/09-nonblocking/1-island.c NP=4 ARGS=1    (ARGS: another island)
 * Check it: make check-9       A hint: make hint-9
 */
#include "workbook.h"

enum { PLACES = 12, FROM_LEFT = 1, FROM_RIGHT = 2 };

static void survey(int seed, int rank, int *heights)
{
    for (int place = 0; place < PLACES; place++)
        heights[place] = (seed * 31 + rank * 47 + place * 23) % 199;
}

int main(int argc, char **argv)
{
    int rank, size, heights[PLACES];
    int before = -99, after = -99; /* -99: not known */
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    survey(seed, rank, heights);
    int *first = &heights[0], *last = &heights[PLACES - 1];
    int left = (rank - 1 + size) % size, right = (rank + 1) % size;

#if defined SOLUTION
    MPI_Request requests[4];
    MPI_Irecv(&before, 1, MPI_INT, left, FROM_LEFT, MPI_COMM_WORLD, &requests[0]);
    MPI_Irecv(&after, 1, MPI_INT, right, FROM_RIGHT, MPI_COMM_WORLD, &requests[1]);
    MPI_Isend(first, 1, MPI_INT, left, FROM_RIGHT, MPI_COMM_WORLD, &requests[2]);
    MPI_Isend(last, 1, MPI_INT, right, FROM_LEFT, MPI_COMM_WORLD, &requests[3]);
    MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
#elif defined WRONG_1 /* walks around the island itself: no message at all */
    int other[PLACES];
    survey(seed, left, other);
    before = other[PLACES - 1];
    survey(seed, right, other);
    after = other[0];
#elif defined WRONG_2 /* sends first, and each waits for its receive */
    MPI_Ssend(first, 1, MPI_INT, left, FROM_RIGHT, MPI_COMM_WORLD);
    MPI_Ssend(last, 1, MPI_INT, right, FROM_LEFT, MPI_COMM_WORLD);
    MPI_Recv(&before, 1, MPI_INT, left, FROM_LEFT, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Recv(&after, 1, MPI_INT, right, FROM_RIGHT, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#elif defined WRONG_3 /* the sends are not waited for */
    MPI_Request requests[4];
    MPI_Irecv(&before, 1, MPI_INT, left, FROM_LEFT, MPI_COMM_WORLD, &requests[0]);
    MPI_Irecv(&after, 1, MPI_INT, right, FROM_RIGHT, MPI_COMM_WORLD, &requests[1]);
    MPI_Isend(first, 1, MPI_INT, left, FROM_RIGHT, MPI_COMM_WORLD, &requests[2]);
    MPI_Isend(last, 1, MPI_INT, right, FROM_LEFT, MPI_COMM_WORLD, &requests[3]);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
#elif defined WRONG_4 /* one tag for both: right with three ranks and more */
    MPI_Request requests[4];
    MPI_Irecv(&before, 1, MPI_INT, left, 0, MPI_COMM_WORLD, &requests[0]);
    MPI_Irecv(&after, 1, MPI_INT, right, 0, MPI_COMM_WORLD, &requests[1]);
    MPI_Isend(first, 1, MPI_INT, left, 0, MPI_COMM_WORLD, &requests[2]);
    MPI_Isend(last, 1, MPI_INT, right, 0, MPI_COMM_WORLD, &requests[3]);
    MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
#elif defined WRONG_5 /* what it printed once, whatever the island */
    static const int seen[4] = {136, 183, 31, 78};
    before = seen[(rank + 3) % 4];
    after = seen[(rank + 1) % 4];
    heights[0] = seen[rank % 4];
    *last = seen[rank % 4] + 1;
    (void)left, (void)right;
#else
    (void)left, (void)right; /* Your lines: start four messages, then wait for all four. */
#endif

    say(rank, "before me %d m, my coast from %d m to %d m, after me %d m", before, *first, *last,
        after);
    MPI_Finalize();
    return 0;
}
