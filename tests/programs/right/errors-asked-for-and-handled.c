/* The program makes MPI refuse two calls on purpose: one error comes back as a code, the other goes
 * to a handler of its own. Nothing was sent, both errors are dealt with, and the run goes on.
 *
 * at: 1 2
 * picture: a send that failed has no message.
 */
#include <mpi.h>

static int handled = 0;

static void take_note(MPI_Comm *comm, int *code, ...)
{
    int class;

    (void)comm;
    MPI_Error_class(*code, &class);
    handled += class == MPI_ERR_COUNT;
}

int main(int argc, char **argv)
{
    int size, class, code, length, votes = 4, total;
    char text[MPI_MAX_ERROR_STRING];
    MPI_Comm comm;
    MPI_Errhandler handler;

    MPI_Init(&argc, &argv);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
    code = MPI_Send(&votes, 1, MPI_INT, size, 0, comm);
    MPI_Error_class(code, &class);
    MPI_Error_string(code, text, &length);

    MPI_Comm_create_errhandler(take_note, &handler);
    MPI_Comm_set_errhandler(comm, handler);
    MPI_Errhandler_free(&handler);
    MPI_Send(&votes, -1, MPI_INT, 0, 0, comm);
    MPI_Allreduce(&votes, &total, 1, MPI_INT, MPI_SUM, comm);
    if (class != MPI_ERR_RANK || length == 0 || handled != 1 || total != 4 * size) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Comm_free(&comm);
    MPI_Finalize();
    return 0;
}
