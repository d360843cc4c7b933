/* An error handler tells rank 1 of a receive that has failed, from inside the call.
 *
 * at: 3
 * picture: what an error handler sends, inside a call, is not recorded.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

static void tell(MPI_Comm *comm, int *error, ...)
{
    int five = 5;
    (void)comm, (void)error;
    MPI_Send(&five, 1, MPI_INT, 1, 5, MPI_COMM_WORLD);
}

int main(void)
{
    int rank, word = 1, told = 0, late = 0;
    MPI_Errhandler handler;
    MPI_Request both[2];
    MPI_Status statuses[2];
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_create_errhandler(tell, &handler);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, handler);
    if (rank == 0) {
        MPI_Recv(&word, -1, MPI_INT, 1, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Recv(&word, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    if (rank == 1) {
        MPI_Irecv(&told, 1, MPI_INT, 0, 5, MPI_COMM_WORLD, &both[0]);
        MPI_Irecv(&late, 1, MPI_INT, 2, 0, MPI_COMM_WORLD, &both[1]);
        MPI_Waitall(2, both, statuses);
        MPI_Send(&word, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
        if (told != 5 || late != word)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    if (rank == 2) {
        usleep(800000);
        MPI_Send(&word, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    }
    MPI_Errhandler_free(&handler);
    MPI_Finalize();
    return 0;
}
