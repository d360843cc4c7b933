/* The small send of an MPI_Sendrecv is buffered, and taken after its receive, which is late.
 *
 * at: 3
 * diagnosed: unsafe-send
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, five = 5, word = 1, got = 0, late = 0;
    MPI_Init(NULL, NULL);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Comm_rank(comm, &rank);
    if (rank == 0) {
        MPI_Sendrecv(&five, 1, MPI_INT, 1, 5, &late, 1, MPI_INT, 2, 0, comm, MPI_STATUS_IGNORE);
        MPI_Send(&late, 1, MPI_INT, 1, 1, comm);
    }
    if (rank == 1) {
        MPI_Recv(&late, 1, MPI_INT, 0, 1, comm, MPI_STATUS_IGNORE);
        MPI_Recv(&got, 1, MPI_INT, 0, 5, comm, MPI_STATUS_IGNORE);
        if (got != five || late != word)
            MPI_Abort(comm, 1);
    }
    if (rank == 2) {
        usleep(800000);
        MPI_Send(&word, 1, MPI_INT, 0, 0, comm);
    }
    MPI_Finalize();
    return 0;
}
