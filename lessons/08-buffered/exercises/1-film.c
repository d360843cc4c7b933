/* Exercise 8.1, complete: three pictures sent before one is looked at.
 *
 * Each rank takes three pictures, one after the other, in the same array. It sends each with
 * MPI_Bsend to its right neighbour; that of the last rank is rank 0. When all ranks have sent
 * all their pictures, each rank receives three pictures from its left neighbour. (The barrier
 * makes sure of this order: leave it where it is.) For each picture the rank prints
 *     rank R: picture P of rank L: light S
 * S is the sum of its pixels. Three things are missing. Attach a buffer with room for three
 * pictures, send each picture, and get the buffer back at the end with MPI_Buffer_detach.
 *
 * Run it:   make run PROG=work/08-buffered/1-film.c NP=4 ARGS=1    (ARGS: other pictures)
 * Check it: make check-8       A hint: make hint-8
 */
#include "workbook.h"

enum { PIXELS = 200 * 150, PICTURES = 3, FILM = 81 };

static void take(int seed, int rank, int number, int *picture)
{
    for (int i = 0; i < PIXELS; i++)
        picture[i] = (seed * 31 + rank * 17 + number * 7) % 100 + i % 150;
}

static int light_of(const int *picture)
{
    int sum = 0;
    for (int i = 0; i < PIXELS; i++)
        sum += picture[i];
    return sum;
}

int main(int argc, char **argv)
{
    static int picture[PIXELS];
    int rank, size;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = (rank - 1 + size) % size, right = (rank + 1) % size;

#if defined SOLUTION || defined WRONG_4
    int packed, room;
    MPI_Pack_size(PIXELS, MPI_INT, MPI_COMM_WORLD, &packed);
    room = PICTURES * (packed + MPI_BSEND_OVERHEAD);
    void *buffer = malloc((size_t)room);
    MPI_Buffer_attach(buffer, room);
#elif defined WRONG_3                    /* MPI's own book-keeping is forgotten */
    int packed, room;
    MPI_Pack_size(PIXELS, MPI_INT, MPI_COMM_WORLD, &packed);
    room = PICTURES * packed;
    void *buffer = malloc((size_t)room);
    MPI_Buffer_attach(buffer, room);
#elif defined WRONG_1 || defined WRONG_2 /* no buffer */
#else
    int room = 0; /* Your lines: how many bytes? Allocate that many and attach them. */
    (void)room;
#endif

    for (int number = 1; number <= PICTURES; number++) {
        take(seed, rank, number, picture);
#if defined SOLUTION || defined WRONG_3 || defined WRONG_4
        MPI_Bsend(picture, PIXELS, MPI_INT, right, FILM, MPI_COMM_WORLD);
#elif defined WRONG_2 /* a standard send: it has no room for that much */
        MPI_Send(picture, PIXELS, MPI_INT, right, FILM, MPI_COMM_WORLD);
#else
        (void)right; /* Your line: send the picture to the right. */
#endif
    }
    MPI_Barrier(MPI_COMM_WORLD); /* all have sent, and none has received */

    for (int number = 1; number <= PICTURES; number++) {
#if defined WRONG_1 /* takes the left one's pictures itself: no message at all */
        take(seed, left, number, picture);
#else
        MPI_Recv(picture, PIXELS, MPI_INT, left, FILM, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#endif
        say(rank, "picture %d of rank %d: light %d", number, left, light_of(picture));
    }
#if defined SOLUTION || defined WRONG_3
    MPI_Buffer_detach(&buffer, &room);
    free(buffer);
#elif defined WRONG_1 || defined WRONG_2 || defined WRONG_4
#else
    /* Your lines: get the buffer back. */
    (void)room;
#endif
    MPI_Finalize();
    return 0;
}
