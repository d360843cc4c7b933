/* Rank 0 completes its receives with MPI_Waitsome and MPI_Testsome in whatever order they come,
 * until MPI reports MPI_UNDEFINED: no active request is left. No request is waited for by name.
 *
 * at: 2 5
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, votes[8], done, which[8], total = 0, turn = 0;
    MPI_Request requests[8];
    MPI_Status statuses[8];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank > 0) {
        int count = 3 * rank;
        MPI_Ssend(&count, 1, MPI_INT, 0, rank, MPI_COMM_WORLD);
    } else {
        for (int source = 1; source < size; source++) {
            MPI_Irecv(&votes[source - 1], 1, MPI_INT, source, source, MPI_COMM_WORLD,
                      &requests[source - 1]);
        }
        do {
            if (turn++ % 2 == 0) {
                MPI_Testsome(size - 1, requests, &done, which, statuses);
            } else {
                MPI_Waitsome(size - 1, requests, &done, which, statuses);
            }
            for (int i = 0; done != MPI_UNDEFINED && i < done; i++) {
                total += votes[which[i]];
            }
        } while (done != MPI_UNDEFINED);
        if (total != 3 * size * (size - 1) / 2) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Finalize();
    return 0;
}
