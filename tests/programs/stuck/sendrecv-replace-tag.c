/* In a ring every rank sends with its own rank as the tag and also receives with it.
 *
 * at 3: 0-2 MPI_Sendrecv_replace A; circle 0 2 1
 * at 4: 0-3 MPI_Sendrecv_replace A; circle 0 3 2 1
 * hint: tag
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int me, n, x = 0;
    MPI_Comm all = MPI_COMM_WORLD;
    MPI_Status s;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(all, &me);
    MPI_Comm_size(all, &n);
    int to = (me + 1) % n, from = (me + n - 1) % n;
    MPI_Sendrecv_replace(&x, 1, MPI_INT, to, me, from, me, all, &s); /* A */
    MPI_Finalize();
    return 0;
}
