/* Rank 0 puts four temperatures straight into the memory of rank 1, through a window.
 * The mistake: the window is never freed.
 *
 * at 2: window-not-freed 0,1 MPI_Win_create A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, degrees[4] = {18, 21, 23, 19}, shown[4] = {0};
    MPI_Win win;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Win_create(shown, sizeof(shown), sizeof(int), MPI_INFO_NULL, MPI_COMM_WORLD, &win); /* A */
    MPI_Win_fence(0, win);
    if (rank == 0) {
        MPI_Put(degrees, 4, MPI_INT, 1, 0, 4, MPI_INT, win);
    }
    MPI_Win_fence(0, win);
    printf("rank %d shows %d to %d degrees\n", rank, shown[0], shown[3]);
    MPI_Finalize();
    return 0;
}
