/* Rank 0 puts from one variable to all others, and changes it each time: after a flush, which
 * ends its part of it. Two puts read the same variable at once. What it gets it reads after
 * MPI_Win_unlock. (The windows have 16 bytes: MPICH 4.0.2 mixes up smaller ones.)
 *
 * at: 2 4
 */
#include <mpi.h>
#include <stddef.h>

int main(void)
{
    int rank, size, number = 0, seen = 0, before = 0, *mine;
    MPI_Win win;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Win_allocate(4 * sizeof *mine, sizeof *mine, MPI_INFO_NULL, MPI_COMM_WORLD, &mine, &win);
    mine[0] = mine[1] = 0;
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0) {
        MPI_Win_lock_all(0, win);
        for (int to = 1; to < size; to++) {
            number += 10;
            MPI_Put(&number, 1, MPI_INT, to, 0, 1, MPI_INT, win);
            MPI_Put(&number, 1, MPI_INT, to, 1, 1, MPI_INT, win);
            MPI_Win_flush_local(to, win);
        }
        MPI_Put(&number, 1, MPI_INT, MPI_PROC_NULL, 0, 1, MPI_INT, win);
        number = -1;
        MPI_Win_unlock_all(win);
        MPI_Win_lock(MPI_LOCK_SHARED, size - 1, 0, win);
        MPI_Get(&seen, 1, MPI_INT, size - 1, 1, 1, MPI_INT, win);
        MPI_Fetch_and_op(NULL, &before, MPI_INT, size - 1, 0, MPI_NO_OP, win);
        MPI_Win_unlock(size - 1, win);
        if (seen != 10 * (size - 1) || before != seen) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
