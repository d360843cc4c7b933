/* Rank 0 is in MPI_Finalize, where a delete callback of MPI_COMM_SELF sends what rank 1 waits for.
 *
 * at: 2
 * picture: what MPI_Finalize has the program send is not recorded.
 * simgrid: found MPI_ERR_OTHER; it is finalized already when it calls the delete functions of MPI_COMM_SELF (MPI 4.0, 11.2.4).
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

static int on_delete(MPI_Comm comm, int key, void *value, void *extra)
{
    int word = 1;
    (void)comm, (void)key, (void)value, (void)extra;
    usleep(800000);
    MPI_Send(&word, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    return MPI_SUCCESS;
}

int main(void)
{
    int rank, key, word = 0;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, on_delete, &key, NULL);
        MPI_Comm_set_attr(MPI_COMM_SELF, key, NULL);
    }
    if (rank == 1) {
        MPI_Recv(&word, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (word != 1)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
