/* Lesson 3: a deadlock. Each rank waits for another one to move first, so none ever does.
 *
 * Run:    make lesson-3            or one case: make lesson-3 ARGS=ring NP=4
 * Watch:  the same two calls, in another order: stuck or not.
 * Change: the order in ring(), until it comes to its end; ring_ordered() is one way.
 *
 * A stuck program says nothing. So that this one does, a guard (a second thread) wakes after three
 * seconds, says what its rank is waiting for, and a second later rank 0 ends all with status 3.
 */
#include "workbook.h"

#include <stdatomic.h>
#include <threads.h>
#include <time.h>

enum { TAG = 8, PROBE = 9, STUCK = 3, MOST = 1 << 22, ONLY_LOOKS = 4711 };

static int rank, size, partner, left, right;
static int copied; /* bytes of the largest message whose MPI_Send returns at once */

static _Atomic(const char *) call; /* where this rank is; NULL: through */
static atomic_int peer;            /* for whom it waits there; -1: for all */

static void enter(const char *name, int other)
{
    peer = other;
    call = name;
}

static int guard(void *seconds)
{
    /* MPI does nothing here. It tells whoever watches this run that the guard will help nobody on. */
    MPI_Pcontrol(ONLY_LOOKS);
    thrd_sleep(&(struct timespec){.tv_sec = *(const int *)seconds}, NULL);
    const char *name = call;
    if (name && peer < 0)
        say(rank, "still in %s, which waits for every rank", name);
    else if (name)
        say(rank, "still in %s, which waits for rank %d", name, peer);
    /* First all speak, then one leaves: whoever leaves so takes the other ranks with it. */
    thrd_sleep(&(struct timespec){.tv_sec = 1}, NULL);
    if (call && rank == 0)
        MPI_Abort(MPI_COMM_WORLD, STUCK);
    return 0;
}

/* The largest message, in bytes, whose MPI_Send would return before its receive is there. Never
 * gets stuck: rank 0 starts a send, looks whether it ends by itself, and then has rank 1 receive.
 */
static int largest_copied(void)
{
    char *data = calloc(MOST, 1);
    int largest = 0, waits = MOST + 1, bytes = 1;
    MPI_Barrier(MPI_COMM_WORLD); /* the first message of a pair may take longer than the others */
    while (bytes > 0 && rank <= 1) {
        if (rank == 0) {
            MPI_Request request;
            int done = 0;
            double start = MPI_Wtime();
            MPI_Isend(data, bytes, MPI_CHAR, 1, PROBE, MPI_COMM_WORLD, &request); /* lesson 9 */
            for (int looks = 0; !done && (looks < 1000 || MPI_Wtime() - start < 0.02); looks++)
                MPI_Test(&request, &done, MPI_STATUS_IGNORE);
            MPI_Send(&bytes, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD);
            MPI_Wait(&request, MPI_STATUS_IGNORE);
            *(done ? &largest : &waits) = bytes;
            bytes = waits > MOST ? 2 * largest : (largest + waits) / 2;
            if (bytes > MOST || waits - largest < 2)
                bytes = 0;
            if (bytes == 0)
                MPI_Send(&bytes, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD);
        } else {
            MPI_Recv(&bytes, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            if (bytes > 0)
                MPI_Recv(data, bytes, MPI_CHAR, 0, PROBE, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        }
    }
    free(data);
    MPI_Bcast(&largest, 1, MPI_INT, 0, MPI_COMM_WORLD); /* lesson 4: rank 0 tells all */
    if (rank == 0)
        say(rank, "here MPI_Send does not wait for the receive up to %d bytes", largest);
    return largest;
}

static void receive_first(void)
{
    int mine = rank, theirs = -1;
    enter("MPI_Recv", partner);
    MPI_Recv(&theirs, 1, MPI_INT, partner, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    enter("MPI_Send", partner);
    MPI_Send(&mine, 1, MPI_INT, partner, TAG, MPI_COMM_WORLD);
}

static void send_first(int bytes)
{
    char *mine = calloc((size_t)bytes, 1), *theirs = calloc((size_t)bytes, 1);
    enter("MPI_Send", partner);
    MPI_Send(mine, bytes, MPI_CHAR, partner, TAG, MPI_COMM_WORLD);
    enter("MPI_Recv", partner);
    MPI_Recv(theirs, bytes, MPI_CHAR, partner, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    free(mine);
    free(theirs);
}

static void send_first_small(void)
{
    send_first(copied / 2);
}

static void send_first_large(void)
{
    send_first(MOST);
}

static void ssend_first(void)
{
    int mine = rank, theirs = -1;
    enter("MPI_Ssend", partner); /* takes what MPI_Send takes, but always waits for the receive */
    MPI_Ssend(&mine, 1, MPI_INT, partner, TAG, MPI_COMM_WORLD);
    enter("MPI_Recv", partner);
    MPI_Recv(&theirs, 1, MPI_INT, partner, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}

static void ordered(void) /* one of each pair turns round: that is all it takes */
{
    if (rank < partner)
        ssend_first();
    else
        receive_first();
}

static void ring(void) /* everybody sends to the right, then receives from the left */
{
    int mine = rank, theirs = -1;
    enter("MPI_Ssend", right);
    MPI_Ssend(&mine, 1, MPI_INT, right, TAG, MPI_COMM_WORLD);
    enter("MPI_Recv", left);
    MPI_Recv(&theirs, 1, MPI_INT, left, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}

static void ring_ordered(void) /* as the ring, but rank 0 receives first: the circle is cut */
{
    int mine = rank, theirs = -1;
    if (rank != 0) {
        ring();
        return;
    }
    enter("MPI_Recv", left);
    MPI_Recv(&theirs, 1, MPI_INT, left, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    enter("MPI_Ssend", right);
    MPI_Ssend(&mine, 1, MPI_INT, right, TAG, MPI_COMM_WORLD);
}

int main(int argc, char **argv)
{
    const struct {
        const char *name;
        void (*run)(void);
        bool in_pairs;
    } cases[] = {{"receive-first", receive_first, true},
                 {"send-first-small", send_first_small, true},
                 {"send-first-large", send_first_large, true},
                 {"ssend-first", ssend_first, true},
                 {"ordered", ordered, true},
                 {"ring", ring, false},
                 {"ring-ordered", ring_ordered, false}};
    const int count = sizeof cases / sizeof cases[0];
    const char *name = argc > 1 ? argv[1] : "none";
    char *end = "";
    int seconds = argc > 2 ? (int)strtol(argv[2], &end, 10) : 3, provided, chosen = 0;
    thrd_t thread;

    MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &provided); /* the guard calls MPI too */
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    require(size >= 2, "This needs at least 2 processes, not %d: start it with -n 2.", size);
    require(provided == MPI_THREAD_MULTIPLE, "This needs an MPI that several threads may call.");
    require(seconds >= 1 && *end == '\0', "The guard waits whole seconds, 1 or more, not %s.",
            argv[argc > 2 ? 2 : 0]);
    while (chosen < count && strcmp(name, cases[chosen].name) != 0)
        chosen++;
    require(chosen < count, "Case %s is not there: lessons/03-deadlock/README.md names the cases.",
            name);

    partner = rank % 2 == 0 ? rank + 1 : rank - 1;
    left = (rank - 1 + size) % size;
    right = (rank + 1) % size;
    if (cases[chosen].run == send_first_small || cases[chosen].run == send_first_large)
        copied = largest_copied();

    thrd_create(&thread, guard, &seconds);
    thrd_detach(thread);
    if (cases[chosen].in_pairs && partner >= size)
        say(rank, "%s: I have no partner and go on", name);
    else
        cases[chosen].run();
    enter("MPI_Barrier", -1);
    MPI_Barrier(MPI_COMM_WORLD);
    call = NULL;
    say(rank, "%s: came to its end", name);
    MPI_Finalize();
    return 0;
}
