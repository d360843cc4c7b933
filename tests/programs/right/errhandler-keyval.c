/* A send to a rank that does not exist comes back as an error; attributes are copied and deleted.
 *
 * at: 1 2
 */
#include <mpi.h>
#include <stddef.h>

static int deleted;

static int on_delete(MPI_Comm comm, int key, void *value, void *extra)
{
    (void)comm, (void)key, (void)value, (void)extra;
    deleted++;
    return MPI_SUCCESS;
}

static void check(int right)
{
    if (!right)
        MPI_Abort(MPI_COMM_WORLD, 1);
}

int main(void)
{
    int size, value = 6, key, flag = 0, class = 0, *found = NULL;
    MPI_Comm comm, twin;
    MPI_Init(NULL, NULL);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
    MPI_Error_class(MPI_Send(&value, 1, MPI_INT, size, 0, comm), &class);
    check(class == MPI_ERR_RANK);
    MPI_Error_class(MPI_Recv(&value, -1, MPI_INT, 0, 0, comm, MPI_STATUS_IGNORE), &class);
    check(class == MPI_ERR_COUNT);
    MPI_Comm_create_keyval(MPI_COMM_DUP_FN, on_delete, &key, NULL);
    MPI_Comm_set_attr(comm, key, &value);
    MPI_Comm_dup(comm, &twin);
    MPI_Comm_get_attr(twin, key, &found, &flag);
    check(flag && found == &value);
    MPI_Comm_free(&twin);
    MPI_Comm_free(&comm);
    MPI_Comm_free_keyval(&key);
    check(deleted == 2);
    MPI_Finalize();
    return 0;
}
