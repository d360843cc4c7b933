/* An error handler jumps out of a receive that rank 0 has got wrong; rank 1 waits for it meanwhile.
 *
 * at: 2
 * picture: after the jump the recorder takes all calls of rank 0 for calls inside the one that it left.
 * simgrid: found leaked handle; the call that the program has jumped out of still holds the handler.
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <setjmp.h>
#include <unistd.h>

static jmp_buf back;

static void jump(MPI_Comm *comm, int *error, ...)
{
    (void)comm, (void)error;
    longjmp(back, 1);
}

static void receive_wrongly(void)
{
    int value;
    if (setjmp(back) != 0)
        return;
    MPI_Recv(&value, -1, MPI_INT, 1, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Abort(MPI_COMM_WORLD, 1);
}

int main(void)
{
    int rank, word = 0;
    MPI_Errhandler handler;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_create_errhandler(jump, &handler);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, handler);
    if (rank == 0) {
        receive_wrongly();
        usleep(800000);
        word = 1;
        MPI_Send(&word, 1, MPI_INT, 1, 5, MPI_COMM_WORLD);
    }
    if (rank == 1) {
        MPI_Recv(&word, 1, MPI_INT, 0, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (word != 1)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Errhandler_free(&handler);
    MPI_Finalize();
    return 0;
}
