/* A library hangs its communicator on MPI_COMM_SELF and frees it in the delete callback, which MPI
 * runs first thing in MPI_Finalize. So MPI calls there are legal and nothing is left over.
 *
 * at: 1 3
 * simgrid: found; it is finalized already when it calls the delete functions of MPI_COMM_SELF (MPI 4.0, 11.2.4).
 */
#include <mpi.h>

static int clean_up(MPI_Comm self, int keyval, void *value, void *extra)
{
    int finalized, rank, sum, members;
    MPI_Comm *library = value;

    (void)self, (void)keyval, (void)extra;
    MPI_Finalized(&finalized);
    MPI_Comm_rank(*library, &rank);
    MPI_Comm_size(*library, &members);
    MPI_Allreduce(&rank, &sum, 1, MPI_INT, MPI_SUM, *library);
    if (finalized || sum != members * (members - 1) / 2) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    return MPI_Comm_free(library);
}

int main(int argc, char **argv)
{
    static MPI_Comm library;
    int keyval;

    MPI_Init(&argc, &argv);
    MPI_Comm_dup(MPI_COMM_WORLD, &library);
    MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, clean_up, &keyval, (void *)0);
    MPI_Comm_set_attr(MPI_COMM_SELF, keyval, &library);
    MPI_Comm_free_keyval(&keyval);
    MPI_Finalize();
    return library == MPI_COMM_NULL ? 0 : 1;
}
