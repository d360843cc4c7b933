/* On each of three days every rank shows four prices in a window, and the rank before it looks.
 * The mistake: yesterday's window is freed when a new one is made, so the last day's is not.
 *
 * at 4: window-not-freed 0-3 MPI_Win_allocate A
 */
#include <mpi.h>
#include <stdio.h>

enum { BYTES = 4 * sizeof(int) };

int main(void)
{
    int rank, size, next, *price, other[4];
    MPI_Win win;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    next = (rank + 1) % size;
    for (int day = 0; day < 3; day++) {
        if (day > 0) {
            MPI_Win_free(&win);
        }
        MPI_Win_allocate(BYTES, sizeof(int), MPI_INFO_NULL, MPI_COMM_WORLD, &price, &win); /* A */
        for (int i = 0; i < 4; i++) {
            price[i] = 100 * day + 10 * rank + i;
        }
        MPI_Win_fence(0, win);
        MPI_Get(other, 4, MPI_INT, next, 0, 4, MPI_INT, win);
        MPI_Win_fence(0, win);
        printf("day %d: rank %d sees the prices %d to %d\n", day, rank, other[0], other[3]);
    }
    MPI_Finalize();
    return 0;
}
