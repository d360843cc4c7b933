/* The ranks 0 and 1 wait for anybody on a communicator of their own, all others work on.
 *
 * at 3: 0-1 MPI_Recv A
 * at 4: 0-1 MPI_Recv A
 * hint: receive-first
 */
#include <mpi.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int rank, x = 0;
    MPI_Comm part;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank < 2, 0, &part);
    if (rank < 2) {
        MPI_Recv(&x, 1, MPI_INT, MPI_ANY_SOURCE, 0, part, MPI_STATUS_IGNORE); /* A */
        MPI_Send(&x, 1, MPI_INT, 1 - rank, 0, part);
    } else {
        sleep(30);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
