/* Every other rank sends three river levels to rank 0; floods go by a buffered send, not to wait.
 * The mistake: at the third level the function that reports a flood does not detach its buffer.
 *
 * at 4: buffer-not-detached 1,3 MPI_Buffer_attach A
 */
#include <mpi.h>
#include <stdio.h>

static char space[100 + MPI_BSEND_OVERHEAD];

static void report_flood(int level, int hour)
{
    void *old;
    int bytes;

    MPI_Buffer_attach(space, sizeof(space)); /* A */
    MPI_Bsend(&level, 1, MPI_INT, 0, hour, MPI_COMM_WORLD);
    if (hour < 2) {
        MPI_Buffer_detach(&old, &bytes);
    }
}

int main(void)
{
    int rank, size, level;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int hour = 0; hour < 3; hour++) {
        level = 100 * (rank % 2) + 10 * hour;
        if (rank > 0 && level > 100) {
            report_flood(level, hour);
        } else if (rank > 0) {
            MPI_Send(&level, 1, MPI_INT, 0, hour, MPI_COMM_WORLD);
        }
        for (int source = 1; rank == 0 && source < size; source++) {
            MPI_Recv(&level, 1, MPI_INT, source, hour, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            printf("hour %d, rank %d: level %d\n", hour, source, level);
        }
    }
    MPI_Finalize();
    return 0;
}
