/* The last rank takes no part when all others shift a value round the ring.
 *
 * at 2: 0 MPI_Sendrecv A; 1 MPI_Barrier B; circle 0 1
 * at 4: 0 MPI_Sendrecv A; 1-3 MPI_Barrier B; circle 0 3
 * hint: no-sender
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int me, n, x = 0, y = 0;
    MPI_Comm all = MPI_COMM_WORLD;
    MPI_Status s;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(all, &me);
    MPI_Comm_size(all, &n);
    int to = (me + 1) % n, from = (me + n - 1) % n;
    if (me < n - 1)
        MPI_Sendrecv(&x, 1, MPI_INT, to, 0, &y, 1, MPI_INT, from, 0, all, &s); /* A */
    MPI_Barrier(all);                                                          /* B */
    MPI_Finalize();
    return 0;
}
