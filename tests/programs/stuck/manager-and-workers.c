/* The manager receives a result from any worker, each worker receives a task from the manager.
 *
 * at 4: 0 MPI_Recv A; 1-3 MPI_Recv B
 * at 8: 0 MPI_Recv A; 1-7 MPI_Recv B
 * hint: receive-first
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Status s;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Recv(&x, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &s); /* A */
        MPI_Send(&x, 1, MPI_INT, s.MPI_SOURCE, 0, MPI_COMM_WORLD);
    } else {
        MPI_Recv(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, &s); /* B */
        MPI_Send(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
