/* Errors are to be fatal, which they are by default; rank 1 sends to a rank that is not there.
 *
 * at 2: bad-argument 1 MPI_Send A
 */
#include <mpi.h>
#include <stddef.h>

int main(void)
{
    int rank, price = 7;

    MPI_Init(NULL, NULL);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1) {
        MPI_Send(&price, 1, MPI_INT, 2, 0, MPI_COMM_WORLD); /* A */
    }
    MPI_Finalize();
    return 0;
}
