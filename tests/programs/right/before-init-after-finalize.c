/* The program calls MPI before MPI_Init and after MPI_Finalize, even from an exit handler.
 * It uses only the few functions that may be called at any time.
 *
 * at: 1 2
 * simgrid: found; it crashes in MPI_Get_version before MPI_Init.
 */
#include <mpi.h>
#include <stdlib.h>

static void at_the_end(void)
{
    int finalized;

    MPI_Finalized(&finalized);
    if (!finalized) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
}

int main(void)
{
    int initialized, finalized, version, subversion, length, sum, one = 1, size, right;
    char library[MPI_MAX_LIBRARY_VERSION_STRING];

    atexit(at_the_end);
    MPI_Initialized(&initialized);
    MPI_Finalized(&finalized);
    MPI_Get_version(&version, &subversion);
    MPI_Get_library_version(library, &length);
    right = !initialized && !finalized && version >= 3 && length > 0;
    MPI_Init(NULL, NULL);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Allreduce(&one, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    if (!right || sum != size) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    MPI_Initialized(&initialized);
    MPI_Get_version(&version, &subversion);
    return initialized && version >= 3 ? 0 : 1;
}
