/* The root of a broadcast, the last rank, sleeps for 0.7 s while all the others wait for it.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, values[2] = {0, 0};
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == size - 1) {
        usleep(700000);
        values[0] = 3;
        values[1] = 4;
    }
    MPI_Bcast(values, 2, MPI_INT, size - 1, MPI_COMM_WORLD);
    if (values[0] != 3 || values[1] != 4)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Finalize();
    return 0;
}
