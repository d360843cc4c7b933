/* Comm_split with MPI_UNDEFINED, Comm_create, Comm_create_group: those left out sleep or go on.
 *
 * at: 3 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

static void sum_and_free(MPI_Comm comm, int expected)
{
    int rank, sum;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Allreduce(&rank, &sum, 1, MPI_INT, MPI_SUM, comm);
    if (sum != expected)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Comm_free(&comm);
}

int main(void)
{
    int rank, size, ends[2] = {0, 0};
    MPI_Group all, group;
    MPI_Comm comm;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    ends[1] = size - 1;
    MPI_Comm_split(MPI_COMM_WORLD, rank == 0 ? MPI_UNDEFINED : 7, 0, &comm);
    if (comm != MPI_COMM_NULL)
        sum_and_free(comm, size * (size - 1) / 2);
    MPI_Comm_group(MPI_COMM_WORLD, &all);
    MPI_Group_incl(all, 2, ends, &group);
    MPI_Comm_create(MPI_COMM_WORLD, group, &comm);
    if (comm != MPI_COMM_NULL)
        sum_and_free(comm, size - 1);
    if (rank != size - 1)
        usleep(600000);
    if (rank == 0 || rank == size - 1) {
        MPI_Comm_create_group(MPI_COMM_WORLD, group, 3, &comm);
        sum_and_free(comm, size - 1);
    }
    MPI_Group_free(&group);
    MPI_Group_free(&all);
    MPI_Finalize();
    return 0;
}
