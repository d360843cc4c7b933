/* The upper half is stuck: its last rank receives, the others are in the barrier of the half.
 *
 * at 4: 2 MPI_Barrier B; 3 MPI_Recv A; circle 2 3
 * at 8: 4-6 MPI_Barrier B; 7 MPI_Recv A; circle 4 7
 * hint: not-reached
 */
#include <mpi.h>
#include <time.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0;
    MPI_Comm half;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_split(MPI_COMM_WORLD, rank < size / 2, 0, &half);
    for (time_t end = time(0) + 30; rank < size / 2 && time(0) < end;)
        x++;
    if (rank == size - 1)
        MPI_Recv(&x, 1, MPI_INT, 0, 0, half, MPI_STATUS_IGNORE); /* A */
    if (rank >= size / 2)
        MPI_Barrier(half); /* B */
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
