/* A receive that fails takes no message, though its status names that of the receive before it.
 *
 * at: 3
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

static void check(int right)
{
    if (!right)
        MPI_Abort(MPI_COMM_WORLD, 1);
}

int main(void)
{
    int rank, word = 1, first = -1, second = -1, late = 0;
    MPI_Request both[2];
    MPI_Status status, statuses[2];
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    if (rank == 0) {
        for (int i = 0; i < 2; i++)
            MPI_Send(&i, 1, MPI_INT, 1, 5, MPI_COMM_WORLD);
        MPI_Recv(&word, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, &status);
    }
    if (rank == 1) {
        MPI_Recv(&first, 1, MPI_INT, 0, 5, MPI_COMM_WORLD, &status);
        check(MPI_Recv(&second, -1, MPI_INT, 0, 5, MPI_COMM_WORLD, &status) != MPI_SUCCESS);
        MPI_Irecv(&second, 1, MPI_INT, 0, 5, MPI_COMM_WORLD, &both[0]);
        MPI_Irecv(&late, 1, MPI_INT, 2, 0, MPI_COMM_WORLD, &both[1]);
        MPI_Waitall(2, both, statuses);
        MPI_Send(&word, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
        check(first == 0 && second == 1 && late == word);
    }
    if (rank == 2) {
        usleep(800000);
        MPI_Send(&word, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
