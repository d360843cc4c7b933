/* The window is created without memory; rank 0 attaches an array later and the others reach it by
 * its absolute address. Each rank writes an element of its own under a shared lock.
 *
 * at: 2 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, table[8] = {0}, sum = 0;
    MPI_Aint address = 0, step = sizeof(int);
    MPI_Info info;
    MPI_Win win;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Info_create(&info);
    MPI_Info_set(info, "a key that no library knows", "is ignored");
    MPI_Win_create_dynamic(info, MPI_COMM_WORLD, &win);
    MPI_Info_free(&info);
    if (rank == 0) {
        MPI_Win_attach(win, table, sizeof table);
        MPI_Get_address(table, &address);
    }
    MPI_Bcast(&address, 1, MPI_AINT, 0, MPI_COMM_WORLD);
    MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, win);
    MPI_Put(&rank, 1, MPI_INT, 0, MPI_Aint_add(address, rank * step), 1, MPI_INT, win);
    MPI_Win_unlock(0, win);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0) {
        MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, win);
        for (int i = 0; i < size; i++) {
            sum += table[i];
        }
        MPI_Win_unlock(0, win);
        MPI_Win_detach(win, table);
        if (sum != size * (size - 1) / 2) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
