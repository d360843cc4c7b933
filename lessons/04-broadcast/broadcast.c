/* Lesson 4: one rank, the root, has data that all need.
 *
 * The same job three ways: the root sends to each rank in turn; every rank calls MPI_Bcast; and,
 * written out with sends, a tree, which is what a good MPI_Bcast does inside.
 *
 * Run:    make lesson-4            or from another root: make lesson-4 ARGS=2
 * Watch:  how many messages each rank sends, in the loop and in the tree. Try NP=8 as well.
 * Change: let all but the root call MPI_Bcast, and read who waits.
 */
#include "workbook.h"

enum { COUNT = 3, TAG = 4 };

static void start_with(int *settings, bool known)
{
    const int year = 2026, days = 365, stations = 840;
    settings[0] = known ? year : -1; /* -1: what a rank holds that nobody has told anything */
    settings[1] = known ? days : -1;
    settings[2] = known ? stations : -1;
}

/* Each returns how many messages this rank sent. */

static int loop_of_sends(int *settings, int root, int rank, int size)
{
    int sent = 0;
    if (rank != root) {
        MPI_Recv(settings, COUNT, MPI_INT, root, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        return 0;
    }
    for (int dest = 0; dest < size; dest++) {
        if (dest != root) {
            MPI_Send(settings, COUNT, MPI_INT, dest, TAG, MPI_COMM_WORLD);
            sent++;
        }
    }
    return sent;
}

/* In each round everybody who has the data passes it on, so those who have it double. */
static int tree_of_sends(int *settings, int root, int rank, int size)
{
    int place = (rank - root + size) % size, sent = 0; /* the root has place 0 */
    for (int have = 1; have < size; have *= 2) {
        if (place < have && place + have < size) {
            int dest = (rank + have) % size;
            MPI_Send(settings, COUNT, MPI_INT, dest, TAG, MPI_COMM_WORLD);
            sent++;
        } else if (place >= have && place < 2 * have) {
            int source = (rank - have + size) % size;
            MPI_Recv(settings, COUNT, MPI_INT, source, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        }
    }
    return sent;
}

int main(int argc, char **argv)
{
    int rank, size, settings[COUNT], sent;
    char *end = "";
    long root = argc > 1 ? strtol(argv[1], &end, 10) : 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (*end != '\0' || root < 0 || root >= size)
        root = -1;
    require(root >= 0, "The root is a rank, from 0 to %d, not %s.", size - 1,
            argc > 1 ? argv[1] : "");

    start_with(settings, rank == root);
    sent = loop_of_sends(settings, (int)root, rank, size);
    say(rank, "loop:  have %d %d %d, sent %d", settings[0], settings[1], settings[2], sent);

    start_with(settings, rank == root);
    MPI_Bcast(settings,        /* in on the root, out on all others */
              COUNT, MPI_INT,  /* how many of which type, the same on every rank */
              (int)root,       /* root: who has the data, the same on every rank */
              MPI_COMM_WORLD); /* every rank of this communicator must call */
    say(rank, "bcast: have %d %d %d", settings[0], settings[1], settings[2]);

    start_with(settings, rank == root);
    sent = tree_of_sends(settings, (int)root, rank, size);
    say(rank, "tree:  have %d %d %d, sent %d", settings[0], settings[1], settings[2], sent);

    MPI_Finalize();
    return 0;
}
