/* The root of 500 broadcasts runs ahead of sleepers; then they run ahead of a reducing root.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, value, sum;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank != 0)
        usleep(300000);
    for (int i = 0; i < 500; i++) {
        value = rank == 0 ? i : -1;
        MPI_Bcast(&value, 1, MPI_INT, 0, MPI_COMM_WORLD);
        if (value != i)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    if (rank == 0)
        usleep(300000);
    for (int i = 0; i < 500; i++) {
        MPI_Reduce(&i, &sum, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);
        if (rank == 0 && sum != i * size)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
