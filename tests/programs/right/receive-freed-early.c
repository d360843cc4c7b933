/* Rank 0 frees the request of an open receive, and opens another like it. The freed one still takes the first
 * message (MPI 4.0, 3.7.3); the barrier says when it is there. The second message goes to the other receive.
 *
 * at: 2
 * simgrid: found Mismatched datatypes; it forgets a receive whose request is freed.
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, first = 0, second = 0;
    MPI_Request early, late;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Irecv(&first, 1, MPI_INT, 1, 3, MPI_COMM_WORLD, &early);
        MPI_Request_free(&early);
        MPI_Irecv(&second, 2, MPI_SHORT, 1, 3, MPI_COMM_WORLD, &late);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 1) {
        int whole = 11;
        short halves[1] = {22};
        MPI_Ssend(&whole, 1, MPI_INT, 0, 3, MPI_COMM_WORLD);
        MPI_Ssend(halves, 1, MPI_SHORT, 0, 3, MPI_COMM_WORLD);
    }
    if (rank == 0)
        MPI_Wait(&late, MPI_STATUS_IGNORE);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0 && first != 11)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Finalize();
    return 0;
}
