/* One-sided: a fence with a late rank, then a lock on rank 0, which sleeps far away from MPI.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

static int cells[1024];

int main(void)
{
    int rank, size, one = 1;
    MPI_Win win;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int sent = rank + 100, left = (rank + size - 1) % size;
    MPI_Win_create(cells, sizeof cells, sizeof(int), MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    if (rank == size - 1)
        usleep(300000);
    MPI_Win_fence(0, win);
    MPI_Put(&sent, 1, MPI_INT, (rank + 1) % size, 0, 1, MPI_INT, win);
    MPI_Win_fence(MPI_MODE_NOSUCCEED, win);
    if (cells[0] != left + 100)
        MPI_Abort(MPI_COMM_WORLD, 1);
    if (rank == 0) {
        usleep(300000);
    } else {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
        MPI_Accumulate(&one, 1, MPI_INT, 0, 1, 1, MPI_INT, MPI_SUM, win);
        MPI_Win_unlock(0, win);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Win_lock(MPI_LOCK_SHARED, rank, 0, win);
    if (cells[1] != (rank == 0 ? size - 1 : 0))
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Win_unlock(rank, win);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
