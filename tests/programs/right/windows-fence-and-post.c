/* Each rank puts into its right neighbour's window, once between fences and once between post and
 * wait. The target makes no receive; after the closing call its memory is safe to read.
 *
 * at: 2 4
 * simgrid: found; MPI_Win_start waits for ever where a group is empty or several follow each other.
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, mailbox[4] = {-1, -1, 0, 0}, letter;
    MPI_Win win;
    MPI_Group world, from, to;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    MPI_Win_create(mailbox, sizeof mailbox, sizeof(int), MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    MPI_Comm_group(MPI_COMM_WORLD, &world);
    MPI_Group_incl(world, 1, &left, &from);
    MPI_Group_incl(world, 1, &right, &to);
    letter = 10 * rank;
    MPI_Win_fence(MPI_MODE_NOPRECEDE, win);
    MPI_Put(&letter, 1, MPI_INT, right, 0, 1, MPI_INT, win);
    MPI_Win_fence(MPI_MODE_NOSUCCEED, win);
    letter++;
    MPI_Win_post(from, 0, win);
    MPI_Win_start(to, 0, win);
    MPI_Put(&letter, 1, MPI_INT, right, 1, 1, MPI_INT, win);
    MPI_Win_complete(win);
    MPI_Win_wait(win);
    if (mailbox[0] != 10 * left || mailbox[1] != 10 * left + 1) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Group_free(&to);
    MPI_Group_free(&from);
    MPI_Group_free(&world);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
