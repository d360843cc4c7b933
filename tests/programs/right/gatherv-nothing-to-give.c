/* Rank 1 has nothing to give to an MPI_Gatherv, and comes to it only after word from its root.
 *
 * at: 3
 * diagnosed: unsafe-collective
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, word = 1, counts[3] = {1, 0, 1}, offsets[3] = {0, 1, 1}, all[2] = {-1, -1};
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        MPI_Recv(&word, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (rank == 2)
        usleep(800000);
    MPI_Gatherv(&rank, counts[rank], MPI_INT, all, counts, offsets, MPI_INT, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        MPI_Send(&word, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
        if (all[0] != 0 || all[1] != 2)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
