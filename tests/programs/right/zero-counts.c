/* Messages of nothing, MPI_Alltoallv and MPI_Gatherv with zero counts, MPI_Allreduce of nothing.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, count, got[8] = {0}, counts[8] = {0}, places[8], nothing[8] = {0}, take[8];
    MPI_Status status;
    MPI_Init(NULL, NULL);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    if (rank == 0)
        usleep(500000);
    else
        MPI_Ssend(NULL, 0, MPI_INT, 0, 0, comm);
    for (int i = 1; i < size && rank == 0; i++) {
        MPI_Recv(got, 8, MPI_INT, MPI_ANY_SOURCE, 0, comm, &status);
        MPI_Get_count(&status, MPI_INT, &count);
        if (count != 0)
            MPI_Abort(comm, 1);
    }
    for (int i = 0; i < size; i++) {
        places[i] = i;
        counts[i] = i % 2;
        take[i] = rank == 0 ? i % 2 : 0;
    }
    MPI_Gatherv(&rank, rank % 2, MPI_INT, got, counts, places, MPI_INT, 0, comm);
    for (int i = 0; i < size; i++)
        if (got[i] != (rank == 0 && i % 2 == 1 ? i : 0))
            MPI_Abort(comm, 1);
    got[1] = 0;
    nothing[0] = rank % 2; /* only odd ranks send, and only to rank 0 */
    MPI_Alltoallv(&rank, nothing, nothing + 1, MPI_INT, got, take, places, MPI_INT, comm);
    MPI_Allreduce(MPI_IN_PLACE, got, 0, MPI_INT, MPI_SUM, comm);
    if (rank == 0 && got[1] != 1)
        MPI_Abort(comm, 1);
    MPI_Finalize();
    return 0;
}
