/* Rank 0 packs the votes one by one and sends MPI_PACKED; rank 1 receives them as ints at once.
 * MPI allows it: a packed message matches any type with the signature of what was packed.
 *
 * at: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, votes[4] = {12, 7, 31, 5};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        char buffer[256];
        int position = 0;

        for (int i = 0; i < 4; i++) {
            MPI_Pack(&votes[i], 1, MPI_INT, buffer, sizeof buffer, &position, MPI_COMM_WORLD);
        }
        MPI_Send(buffer, position, MPI_PACKED, 1, 0, MPI_COMM_WORLD);
    } else {
        int counted[4];

        MPI_Recv(counted, 4, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int i = 0; i < 4; i++) {
            if (counted[i] != votes[i]) {
                MPI_Abort(MPI_COMM_WORLD, 1);
            }
        }
    }
    MPI_Finalize();
    return 0;
}
