/* A broadcast of rank 0 fails, as its root is no rank, and is done again; then rank 2 is late.
 *
 * at: 3
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, value = 0;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    if (rank == 0) {
        value = 5;
        if (MPI_Bcast(&value, 1, MPI_INT, size, MPI_COMM_WORLD) == MPI_SUCCESS)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Bcast(&value, 1, MPI_INT, 0, MPI_COMM_WORLD);
    if (value != 5)
        MPI_Abort(MPI_COMM_WORLD, 1);
    if (rank == 2)
        usleep(800000);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
