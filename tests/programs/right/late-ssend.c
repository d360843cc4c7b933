/* Everybody waits in MPI_Ssend for rank 0, which is busy with malloc and free for 0.6 s.
 *
 * at: 2 4
 */
#include <mpi.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(void)
{
    int rank, size, value;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank != 0) {
        MPI_Ssend(&rank, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    } else {
        size_t bytes = 1;
        for (double start = now(); now() - start < 0.6; bytes = bytes * 7 % 1000003) {
            char *block = malloc(bytes);
            if (block == NULL)
                MPI_Abort(MPI_COMM_WORLD, 1);
            memset(block, 1, bytes);
            free(block);
        }
        for (int other = size - 1; other > 0; other--) {
            MPI_Recv(&value, 1, MPI_INT, other, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            if (value != other)
                MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Finalize();
    return 0;
}
