/* Exercise 9.2, repair: one canvas for all pictures.
 *
 * Rank 0 paints a picture for every other rank and starts to send it, without waiting. When all
 * these pictures are painted, the exhibition opens: that is the barrier. Then the others receive
 * their pictures, and rank 0 paints one for itself. Each rank prints the first pixel of its
 * picture, and the sum of all its pixels:
 *     rank R: my picture begins with P, its light is S
 * With 2 ranks the output is right, but with more ranks it usually is not. Find the mistake and
 * fix it. Rank 0 must still start all sends before the barrier, with MPI_Issend or MPI_Isend,
 * and wait for them after it. (MPI_Issend is a nonblocking MPI_Ssend: it is complete only when
 * the receive has begun.)
 *
 * Run it:   make run PROG=work/09-nonblocking/2-canvas.c NP=4 ARGS=1    (ARGS: other pictures)
 * Check it: make check-9       A hint: make hint-9
 */
#include "workbook.h"

enum { PIXELS = 200 * 150, PICTURE = 92 };

static void paint(int seed, int rank, int *canvas)
{
    for (int i = 0; i < PIXELS; i++)
        canvas[i] = (seed * 31 + rank * 17) % 250 + i % 5;
}

int main(int argc, char **argv)
{
    int rank, size, sum = 0;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Request *requests = malloc((size_t)size * sizeof(MPI_Request));
#if defined SOLUTION
    int *canvas = malloc((size_t)size * PIXELS * sizeof *canvas);
#elif defined WRONG_3 /* two, taken in turns: right with three ranks */
    int *canvas = malloc(2 * PIXELS * sizeof *canvas);
#else
    int *canvas = malloc(PIXELS * sizeof *canvas);
#endif

    if (rank == 0) {
#if defined WRONG_5 /* the exhibition opens before anything is painted */
        MPI_Barrier(MPI_COMM_WORLD);
#endif
#if defined WRONG_2 /* each paints its own: no message at all */
        paint(seed, 0, canvas);
        MPI_Barrier(MPI_COMM_WORLD);
#else
        for (int dest = 1; dest < size; dest++) {
#if defined SOLUTION
            int *picture = canvas + (size_t)dest * PIXELS;
#elif defined WRONG_3
            int *picture = canvas + dest % 2 * PIXELS;
#else
            int *picture = canvas;
#endif
            paint(seed, dest, picture);
            MPI_Issend(picture, PIXELS, MPI_INT, dest, PICTURE, MPI_COMM_WORLD,
                       &requests[dest - 1]);
#if defined WRONG_1 || defined WRONG_4 || defined WRONG_5 /* waits before it paints the next */
            MPI_Wait(&requests[dest - 1], MPI_STATUS_IGNORE);
#endif
        }
#if defined WRONG_5
        for (int dest = 1; dest < size; dest++)
            requests[dest - 1] = MPI_REQUEST_NULL;
#else
        MPI_Barrier(MPI_COMM_WORLD); /* all are painted, and the exhibition opens */
#endif
        MPI_Waitall(size - 1, requests, MPI_STATUSES_IGNORE);
        paint(seed, 0, canvas);
#endif
    } else {
#if defined WRONG_2
        MPI_Barrier(MPI_COMM_WORLD);
        paint(seed, rank, canvas);
#elif defined WRONG_4 /* the pictures are taken away before the exhibition opens */
        MPI_Recv(canvas, PIXELS, MPI_INT, 0, PICTURE, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Barrier(MPI_COMM_WORLD);
#else
        MPI_Barrier(MPI_COMM_WORLD);
        MPI_Recv(canvas, PIXELS, MPI_INT, 0, PICTURE, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#endif
    }

    for (int i = 0; i < PIXELS; i++)
        sum += canvas[i];
    say(rank, "my picture begins with %d, its light is %d", canvas[0], sum);
    free(requests);
    free(canvas);
    MPI_Finalize();
    return 0;
}
