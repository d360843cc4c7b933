/* Lesson 9: start the communication, do something else, and wait at the end.
 *
 * Run:    make lesson-9            as many processes as you have cores give the truest times
 * Watch:  how long each way waits at its end: is the message under way while we compute?
 * Change: ITEMS to 100; SLICES to 1.
 */
#include "workbook.h"

enum { FROM_LEFT = 1, FROM_RIGHT = 2, ITEMS = 1 << 18, SLICES = 500, REPEATS = 3 };

static int rank, size, left, right;
static volatile double root_of_two; /* so that the compiler cannot leave the work out */

/* One number to each neighbour and one from each. With two processes both neighbours are the same
 * rank, and only the tags tell the messages apart. */
static void greet_the_neighbours(void)
{
    int mine = 10 * rank, from_left = -1, from_right = -1;
    MPI_Request receives[2], sends[2]; /* a request: the handle of what is under way */

    MPI_Irecv(&from_left, 1, MPI_INT, left, FROM_LEFT, MPI_COMM_WORLD, &receives[0]);
    MPI_Irecv(&from_right, 1, MPI_INT, right, FROM_RIGHT, MPI_COMM_WORLD, &receives[1]);
    MPI_Isend(&mine, 1, MPI_INT, right, FROM_LEFT, MPI_COMM_WORLD, &sends[0]);
    MPI_Isend(&mine, 1, MPI_INT, left, FROM_RIGHT, MPI_COMM_WORLD, &sends[1]);

    /* Until its wait is over: mine must not be changed, and what is received must not be read. */
    MPI_Wait(&receives[0], MPI_STATUS_IGNORE);
    say(rank, "%d came from the left, rank %d", from_left, left);
    MPI_Wait(&receives[1], MPI_STATUS_IGNORE);
    say(rank, "%d came from the right, rank %d", from_right, right);
    MPI_Waitall(2, sends, MPI_STATUSES_IGNORE); /* sends are waited for too */
}

static double work(int slices, MPI_Request *requests)
{
    double x = 1;
    int done;
    for (int slice = 0; slice < slices; slice++) {
        for (int i = 0; i < 2000; i++)
            x = 0.5 * (x + 2 / x); /* towards the square root of 2 */
        if (requests) /* is it through? the answer matters less than that MPI gets a turn */
            MPI_Test(&requests[slice % 4], &done, MPI_STATUS_IGNORE);
    }
    return x;
}

/* Exchanges ITEMS numbers with both neighbours, with so many slices of work in between. Returns how
 * long the slowest rank stood in MPI_Waitall, in microseconds, in the best of REPEATS. */
static double wait_after(int slices, bool testing, double *data)
{
    double best = 1e30;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
        MPI_Request requests[4];
        double *to_right = data, *to_left = data + ITEMS;
        double *from_right = data + 2 * ITEMS, *from_left = data + 3 * ITEMS;
        double start, waited, slowest;
        MPI_Barrier(MPI_COMM_WORLD);
        MPI_Irecv(from_left, ITEMS, MPI_DOUBLE, left, FROM_LEFT, MPI_COMM_WORLD, &requests[0]);
        MPI_Irecv(from_right, ITEMS, MPI_DOUBLE, right, FROM_RIGHT, MPI_COMM_WORLD, &requests[1]);
        MPI_Isend(to_right, ITEMS, MPI_DOUBLE, right, FROM_LEFT, MPI_COMM_WORLD, &requests[2]);
        MPI_Isend(to_left, ITEMS, MPI_DOUBLE, left, FROM_RIGHT, MPI_COMM_WORLD, &requests[3]);
        root_of_two = work(slices, testing ? requests : NULL);
        start = MPI_Wtime();
        MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
        waited = MPI_Wtime() - start;
        MPI_Allreduce(&waited, &slowest, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
        if (slowest < best)
            best = slowest;
    }
    return best * 1e6;
}

static double less(double waited, double idle) /* in percent of idle */
{
    return waited < idle ? 100 * (idle - waited) / idle : 0;
}

int main(int argc, char **argv)
{
    double *data, idle, silent, testing;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    left = (rank - 1 + size) % size;
    right = (rank + 1) % size;
    greet_the_neighbours();

    data = calloc(4 * ITEMS, sizeof *data);
    idle = wait_after(0, false, data);
    silent = wait_after(SLICES, false, data);
    testing = wait_after(SLICES, true, data);
    if (rank == 0) {
        say(rank, "no work:                      waited %.0f us", idle);
        say(rank, "work, no MPI call in between: waited %.0f us, %.0f %% less", silent,
            less(silent, idle));
        say(rank, "work, MPI_Test in between:    waited %.0f us, %.0f %% less", testing,
            less(testing, idle));
    }
    free(data);
    MPI_Finalize();
    return 0;
}
