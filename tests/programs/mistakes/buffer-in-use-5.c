/* Rank 0 puts a number into the window of each other rank, from one variable, which it changes
 * for the next one while the last one may still be on its way.
 *
 * at 4: buffer-in-use 0 MPI_Put A
 */
#include <mpi.h>
#include <stdio.h>

static void hand_out(int size, MPI_Win win)
{
    int number = 0;
    MPI_Win_lock_all(0, win);
    for (int rank = 1; rank < size; rank++) {
        number += 10; /* A */
        MPI_Put(&number, 1, MPI_INT, rank, 0, 1, MPI_INT, win);
    }
    MPI_Win_unlock_all(win);
}

int main(void)
{
    int rank, size, *mine;
    MPI_Win win;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Win_allocate(sizeof *mine, sizeof *mine, MPI_INFO_NULL, MPI_COMM_WORLD, &mine, &win);
    if (rank == 0) {
        hand_out(size, win);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
