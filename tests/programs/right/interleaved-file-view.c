/* The ranks write one file at once, each through a view with gaps, and the file type is freed while
 * the view uses it. The parts interleave without overlap; the file goes away when it is closed.
 *
 * at: 1 2 4
 */
#define _POSIX_C_SOURCE 200809L
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    const int mode = MPI_MODE_RDWR | MPI_MODE_DELETE_ON_CLOSE;
    int rank, size, depths[3], again[3], right = 0;
    const char *directory = getenv("TMPDIR");
    char name[4096];
    MPI_Datatype every_nth;
    MPI_File file;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        snprintf(name, sizeof name, "%s/depths-XXXXXX", directory ? directory : "/tmp");
        close(mkstemp(name));
    }
    MPI_Bcast(name, sizeof name, MPI_CHAR, 0, MPI_COMM_WORLD);
    MPI_File_open(MPI_COMM_WORLD, name, mode, MPI_INFO_NULL, &file);
    for (int i = 0; i < 3; i++) {
        depths[i] = i * size + rank;
    }
    MPI_Type_vector(3, 1, size, MPI_INT, &every_nth);
    MPI_Type_commit(&every_nth);
    MPI_File_set_view(file, rank * (int)sizeof(int), MPI_INT, every_nth, "native", MPI_INFO_NULL);
    MPI_Type_free(&every_nth);
    MPI_File_write_all(file, depths, 3, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_read_at_all(file, 0, again, 3, MPI_INT, MPI_STATUS_IGNORE);
    for (int i = 0; i < 3; i++) {
        right += again[i] == depths[i];
    }
    MPI_File_close(&file);
    if (right != 3) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
