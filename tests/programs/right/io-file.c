/* All write and read one file with MPI-IO; rank 0, late, makes its directory and removes it.
 *
 * at: 1 2
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void)
{
    int rank, size, got = -1;
    char directory[] = "/tmp/right-XXXXXX", path[64];
    MPI_File file;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        usleep(300000);
        if (mkdtemp(directory) == NULL)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Bcast(directory, sizeof directory, MPI_CHAR, 0, MPI_COMM_WORLD);
    snprintf(path, sizeof path, "%s/data", directory);
    if (MPI_File_open(MPI_COMM_WORLD, path, MPI_MODE_CREATE | MPI_MODE_RDWR, MPI_INFO_NULL, &file))
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_File_set_view(file, 0, MPI_INT, MPI_INT, "native", MPI_INFO_NULL);
    MPI_File_write_at_all(file, rank, &rank, 1, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_sync(file);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_sync(file);
    if (rank == size - 1)
        usleep(100000);
    MPI_File_read_at_all(file, size - 1 - rank, &got, 1, MPI_INT, MPI_STATUS_IGNORE);
    if (got != size - 1 - rank)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_File_close(&file);
    if (rank == 0 && (unlink(path) != 0 || rmdir(directory) != 0))
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Finalize();
    return 0;
}
