/* A keyval is freed while attributes still hang on two communicators. MPI keeps it alive until the
 * last one is gone, and calls the delete callback for each communicator that is freed.
 *
 * at: 1 2
 */
#include <mpi.h>

static int copies = 0, deletions = 0;

static int copy(MPI_Comm comm, int keyval, void *extra, void *value, void *new_value, int *flag)
{
    (void)comm, (void)keyval, (void)extra;
    *(void **)new_value = value;
    *flag = 1;
    copies++;
    return MPI_SUCCESS;
}

static int forget(MPI_Comm comm, int keyval, void *value, void *extra)
{
    (void)comm, (void)keyval, (void)value, (void)extra;
    deletions++;
    return MPI_SUCCESS;
}

int main(int argc, char **argv)
{
    int keyval, flag, season = 4, *held;
    MPI_Comm first, second;

    MPI_Init(&argc, &argv);
    MPI_Comm_create_keyval(copy, forget, &keyval, (void *)0);
    MPI_Comm_dup(MPI_COMM_WORLD, &first);
    MPI_Comm_set_attr(first, keyval, &season);
    MPI_Comm_dup(first, &second);
    MPI_Comm_get_attr(second, keyval, &held, &flag);
    MPI_Comm_free_keyval(&keyval);
    MPI_Comm_free(&first);
    MPI_Comm_free(&second);
    if (!flag || *held != 4 || copies != 1 || deletions != 2 || keyval != MPI_KEYVAL_INVALID) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
