/* Exercise 4.2, repair: who takes a broadcast?
 *
 * Rank 0 has drawn the numbers of a lottery. It tells all others how many numbers there are, and
 * then the numbers. Each rank prints
 *     rank R: drawn: N N N N N N
 * The program hangs. Find the mistake and fix it. Every rank must call MPI_Bcast twice: once for
 * how many numbers there are, and once for the numbers. Only rank 0 may call draw().
 *
 * Run it:   make run PROG=work/04-broadcast/2-receivers.c NP=4 ARGS=1    (ARGS: another draw)
 * Check it: make check-4       A hint: make hint-4
 */
#include "workbook.h"

enum { MOST = 10 };

static int draw(int seed, int *numbers)
{
    const int count = 6;
    for (int i = 0; i < count; i++)
        numbers[i] = 8 * i + 1 + (seed * 13 + i * 5) % 8;
    return count;
}

int main(int argc, char **argv)
{
    int rank, numbers[MOST] = {0}, count = 0;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        count = draw(seed, numbers);

#if defined SOLUTION
    MPI_Bcast(&count, 1, MPI_INT, 0, MPI_COMM_WORLD);
    MPI_Bcast(numbers, count, MPI_INT, 0, MPI_COMM_WORLD);
#elif defined WRONG_1 /* the root alone calls */
    if (rank == 0) {
        MPI_Bcast(&count, 1, MPI_INT, 0, MPI_COMM_WORLD);
        MPI_Bcast(numbers, count, MPI_INT, 0, MPI_COMM_WORLD);
    }
#elif defined WRONG_2 /* six, because it was six whenever it was tried */
    count = 6;
    MPI_Bcast(numbers, count, MPI_INT, 0, MPI_COMM_WORLD);
#elif defined WRONG_3 /* sends, in the place of the broadcasts */
    int size;
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int dest = 1; dest < size && rank == 0; dest++) {
        MPI_Send(&count, 1, MPI_INT, dest, 0, MPI_COMM_WORLD);
        MPI_Send(numbers, count, MPI_INT, dest, 0, MPI_COMM_WORLD);
    }
    if (rank > 0) {
        MPI_Recv(&count, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Recv(numbers, count, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
#else
    if (rank == 0) {
        MPI_Bcast(&count, 1, MPI_INT, 0, MPI_COMM_WORLD);
        MPI_Bcast(numbers, count, MPI_INT, 0, MPI_COMM_WORLD);
    } else {
        MPI_Recv(&count, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Recv(numbers, count, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
#endif

    char line[16 * MOST] = "";
    for (int i = 0; i < count; i++)
        snprintf(line + strlen(line), sizeof line - strlen(line), " %d", numbers[i]);
    say(rank, "drawn:%s", line);
    MPI_Finalize();
    return 0;
}
