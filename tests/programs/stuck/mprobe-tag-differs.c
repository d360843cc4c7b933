/* Rank 1 probes for a message with tag 2, rank 0 has sent one with tag 1.
 *
 * at 2: 0 MPI_Barrier B; 1 MPI_Mprobe A; circle 0 1
 * at 3: 0+2 MPI_Barrier B; 1 MPI_Mprobe A; circle 0 1
 * hint: tag
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Message message;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(&x, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
    if (rank == 1) {
        MPI_Mprobe(0, 2, MPI_COMM_WORLD, &message, MPI_STATUS_IGNORE); /* A */
        MPI_Mrecv(&x, 1, MPI_INT, &message, MPI_STATUS_IGNORE);
    }
    MPI_Barrier(MPI_COMM_WORLD); /* B */
    MPI_Finalize();
    return 0;
}
