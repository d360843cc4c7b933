/* Two send first, one of them with MPI_Sendrecv, which receives nothing here. The messages are
 * too large to be buffered.
 *
 * at 2: 0 MPI_Sendrecv A; 1 MPI_Send B; circle 0 1
 * at 4: 0 MPI_Sendrecv A; 1 MPI_Send B; 2-3 MPI_Barrier C; circle 0 1
 * hint: too-large
 */
#include <mpi.h>

static int give[1 << 18], got[1 << 18];

int main(int argc, char **argv)
{
    int me, n = 1 << 18;
    MPI_Comm all = MPI_COMM_WORLD;
    MPI_Status s;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(all, &me);
    if (me == 0) {
        MPI_Sendrecv(give, n, MPI_INT, 1, 0, got, n, MPI_INT, MPI_PROC_NULL, 0, all, &s); /* A */
        MPI_Recv(got, n, MPI_INT, 1, 0, all, &s);
    }
    if (me == 1) {
        MPI_Send(give, n, MPI_INT, 0, 0, all); /* B */
        MPI_Recv(got, n, MPI_INT, 0, 0, all, &s);
    }
    MPI_Barrier(all); /* C */
    MPI_Finalize();
    return 0;
}
