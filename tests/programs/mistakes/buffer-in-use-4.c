/* Each rank gets the level at the next gauge, and compares it with its own before the fence.
 *
 * at 3: buffer-in-use 0-2 MPI_Get A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, size, level, next = 0, fall;
    MPI_Win win;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    level = 20 - rank;
    MPI_Win_create(&level, sizeof level, sizeof level, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    MPI_Win_fence(0, win);
    MPI_Get(&next, 1, MPI_INT, (rank + 1) % size, 0, 1, MPI_INT, win);
    fall = level - next; /* A */
    MPI_Win_fence(0, win);
    MPI_Win_free(&win);
    printf("rank %d: %d\n", rank, fall);
    MPI_Finalize();
    return 0;
}
