/* A hundred thousand tiny messages one way to a late receiver, then 20,000 with a tag each.
 *
 * at: 2
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, got;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        usleep(300000);
    for (int i = 0; i < 120000; i++) {
        int tag = i < 100000 ? 0 : i - 100000;
        if (rank == 0) {
            MPI_Send(&i, 1, MPI_INT, 1, tag, MPI_COMM_WORLD);
        } else {
            MPI_Recv(&got, 1, MPI_INT, 0, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            if (got != i)
                MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Finalize();
    return 0;
}
