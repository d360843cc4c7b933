/* Even and odd ranks talk over an inter-communicator, in all ways, then merge; two are late.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, mine, odd, got = -1, sum = 0;
    MPI_Comm half, inter, merged;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    odd = rank % 2;
    MPI_Comm_split(MPI_COMM_WORLD, odd, 0, &half);
    MPI_Comm_rank(half, &mine);
    if (rank == 0)
        usleep(250000);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 1 - odd, 9, &inter);
    if (rank == 1)
        usleep(250000);
    MPI_Sendrecv(&rank, 1, MPI_INT, mine, 0, &got, 1, MPI_INT, mine, 0, inter, MPI_STATUS_IGNORE);
    if (got != (odd ? rank - 1 : rank + 1))
        MPI_Abort(MPI_COMM_WORLD, 1);
    got = rank == 0 ? 55 : -1;
    MPI_Bcast(&got, 1, MPI_INT, odd ? 0 : mine == 0 ? MPI_ROOT : MPI_PROC_NULL, inter);
    if (odd && got != 55)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Allreduce(&odd, &sum, 1, MPI_INT, MPI_SUM, inter);
    if (sum != (odd ? 0 : size / 2))
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Barrier(inter);
    MPI_Intercomm_merge(inter, odd, &merged);
    MPI_Allreduce(&rank, &sum, 1, MPI_INT, MPI_SUM, merged);
    if (sum != size * (size - 1) / 2)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Comm_free(&merged);
    MPI_Comm_free(&inter);
    MPI_Comm_free(&half);
    MPI_Finalize();
    return 0;
}
