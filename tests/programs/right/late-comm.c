/* Rank 0 comes late to MPI_Comm_dup, and the last rank late to MPI_Comm_split.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, sum = 0;
    MPI_Comm twin, half;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0)
        usleep(350000);
    MPI_Comm_dup(MPI_COMM_WORLD, &twin);
    if (rank == size - 1)
        usleep(350000);
    MPI_Comm_split(twin, rank % 2, -rank, &half);
    MPI_Allreduce(&rank, &sum, 1, MPI_INT, MPI_SUM, half);
    int expected = 0;
    for (int other = rank % 2; other < size; other += 2)
        expected += other;
    if (sum != expected)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Comm_free(&half);
    MPI_Comm_free(&twin);
    MPI_Finalize();
    return 0;
}
