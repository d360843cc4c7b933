/* Lesson 7: send and receive in one call, so that nobody has to be first.
 *
 * Run:    make lesson-7            or alone, or at an odd count: make lesson-7 NP=1
 * Watch:  every token comes home; the ends of the line get nothing, and nothing goes wrong.
 * Change: send left instead of right; put MPI_Ssend and MPI_Recv in the place of MPI_Sendrecv
 *         (LIMIT=5 ends what then hangs).
 */
#include "workbook.h"

enum { TAG = 7 };

int main(int argc, char **argv)
{
    int rank, size, left, right, token, received = -1, count;
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    /* A ring: to the right of the last rank stands rank 0. Alone, I am my own neighbour. */
    left = (rank - 1 + size) % size;
    right = (rank + 1) % size;
    token = 100 + rank;
    MPI_Sendrecv(&token, 1, MPI_INT,    /* what I send: data, count, type */
                 right, TAG,            /* dest and tag of what I send */
                 &received, 1, MPI_INT, /* where I receive: another place, room, type */
                 left, TAG,             /* source and tag of what I receive */
                 MPI_COMM_WORLD, &status);
    say(rank, "ring: sent %d to rank %d, received %d from rank %d", token, right, received,
        status.MPI_SOURCE);

    /* One place for both: what comes takes the place of what goes. After size steps it is home. */
    for (int step = 0; step < size; step++)
        MPI_Sendrecv_replace(&token, 1, MPI_INT, right, TAG, left, TAG, MPI_COMM_WORLD,
                             MPI_STATUS_IGNORE);
    say(rank, "ring: after step %d my own token is back: %d", size, token);

    /* A line: beyond its ends is MPI_PROC_NULL. To send there or receive from there does nothing
     * and takes no time, so the ends need no code of their own. */
    left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    right = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;
    received = -1;
    MPI_Sendrecv(&token, 1, MPI_INT, right, TAG, &received, 1, MPI_INT, left, TAG, MPI_COMM_WORLD,
                 &status);
    MPI_Get_count(&status, MPI_INT, &count);
    if (status.MPI_SOURCE == MPI_PROC_NULL)
        say(rank, "line: count %d from MPI_PROC_NULL, I still hold %d", count, received);
    else
        say(rank, "line: count %d from rank %d, value %d", count, status.MPI_SOURCE, received);

    MPI_Finalize();
    return 0;
}
