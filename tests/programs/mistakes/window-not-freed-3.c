/* Ranks 0 and 1, 2 and 3 and so on read each other's four levels in a window.
 * The mistake: who is alone, as their number is odd, has nothing to read and leaves its window.
 *
 * at 5: window-not-freed 4 MPI_Win_create A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, me, members, level[4], other[4];
    MPI_Comm pair;
    MPI_Win win;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank / 2, rank, &pair);
    MPI_Comm_rank(pair, &me);
    MPI_Comm_size(pair, &members);
    for (int i = 0; i < 4; i++) {
        level[i] = 300 + 10 * rank + i;
    }
    MPI_Win_create(level, sizeof(level), sizeof(int), MPI_INFO_NULL, pair, &win); /* A */
    if (members == 2) {
        MPI_Win_fence(0, win);
        MPI_Get(other, 4, MPI_INT, 1 - me, 0, 4, MPI_INT, win);
        MPI_Win_fence(0, win);
        printf("rank %d: %d here, %d there\n", rank, level[0], other[0]);
        MPI_Win_free(&win);
    }
    MPI_Comm_free(&pair);
    MPI_Finalize();
    return 0;
}
