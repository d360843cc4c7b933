/* Rank 1 asks again and again whether the order has come, with a tag that nobody uses: it never stands still,
 * so that no deadlock can be proved, and it never ends.
 *
 * at 2: timed-out 1 MPI_Iprobe B
 */
#include <mpi.h>
#include <stddef.h>

int main(void)
{
    int rank, order = 3, there = 0;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Send(&order, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
    } else if (rank == 1) {
        while (!there) {
            MPI_Iprobe(0, 2, MPI_COMM_WORLD, &there, MPI_STATUS_IGNORE); /* B */
        }
        MPI_Recv(&order, 1, MPI_INT, 0, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
