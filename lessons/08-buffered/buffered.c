/* Lesson 8: MPI_Bsend never waits for the receive: there is a buffer of yours for its message.
 *
 * Run:    make lesson-8
 * Watch:  all send first and none gets stuck, as with MPI_Ssend they would.
 * Change: leave out the overhead, and run it with NP=1.
 */
#include "workbook.h"

enum { MESSAGES = 3, ITEMS = 840, TOO_MANY = 1000000, TAG = 8 };

static void exchange(int rank, int size)
{
    int left = (rank - 1 + size) % size, right = (rank + 1) % size;
    int items[ITEMS], packed, room, sum = 0;
    void *buffer;

    MPI_Pack_size(ITEMS, MPI_INT, MPI_COMM_WORLD, &packed); /* out: room for one message's data */
    room = MESSAGES * (packed + MPI_BSEND_OVERHEAD); /* and, for each, MPI's own book-keeping */
    buffer = malloc((size_t)room);
    MPI_Buffer_attach(buffer, room); /* one buffer for the process; from now on it is MPI's */

    for (int message = 0; message < MESSAGES; message++) {
        for (int i = 0; i < ITEMS; i++)
            items[i] = message;
        MPI_Bsend(items, ITEMS, MPI_INT, right, TAG,
                  MPI_COMM_WORLD); /* items is mine again at once */
    }
    say(rank, "sent %d messages from a buffer of %d bytes, and received none yet", MESSAGES, room);

    for (int message = 0; message < MESSAGES; message++) {
        MPI_Recv(items, ITEMS, MPI_INT, left, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int i = 0; i < ITEMS; i++)
            sum += items[i];
    }
    MPI_Buffer_detach(&buffer, &room); /* waits until all has left; out: the buffer, mine again */
    free(buffer);
    say(rank, "received %d messages from rank %d, sum of all items %d", MESSAGES, left, sum);
}

/* By default an error ends the program. Here we ask to be told instead. */
static void too_small(int rank)
{
    int *items = calloc(TOO_MANY, sizeof *items), room = MPI_BSEND_OVERHEAD + 100, error, class;
    void *buffer = malloc((size_t)room);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    MPI_Buffer_attach(buffer, room);

    error = MPI_Bsend(items, TOO_MANY, MPI_INT, rank, TAG, MPI_COMM_WORLD); /* to myself */
    if (error == MPI_SUCCESS) {
        say(rank, "too small a buffer: this MPI sent the message all the same");
        MPI_Recv(items, TOO_MANY, MPI_INT, rank, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else {
        char text[MPI_MAX_ERROR_STRING];
        int length;
        MPI_Error_class(error, &class); /* of the many codes an MPI may have, the standard's name */
        MPI_Error_string(class, text, &length);
        say(rank, "too small a buffer: error class %s, in words: %s",
            class == MPI_ERR_BUFFER ? "MPI_ERR_BUFFER" : "unexpected", text);
    }
    MPI_Buffer_detach(&buffer, &room);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
    free(buffer);
    free(items);
}

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    exchange(rank, size);
    too_small(rank);
    MPI_Finalize();
    return 0;
}
