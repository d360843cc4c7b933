/* Rank 0 sends 4 bytes that are taken only after a barrier: good only as small sends are buffered.
 *
 * at: 2 4
 * diagnosed: unsafe-send
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, got = 0;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int other = 1; other < size && rank == 0; other++)
        MPI_Send(&other, 1, MPI_INT, other, 0, MPI_COMM_WORLD);
    if (rank == 1)
        usleep(350000);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 1)
        usleep(150000);
    if (rank > 0)
        MPI_Recv(&got, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (got != rank)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Finalize();
    return 0;
}
