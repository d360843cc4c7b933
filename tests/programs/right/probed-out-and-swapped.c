/* Rank 0 takes messages of one sender and tag out of the queue with probes, and receives the second one
 * before the first, with MPI_Mrecv and with MPI_Imrecv. The probes decide which message is which.
 *
 * at: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, short_list[1] = {0}, long_list[3] = {0}, there = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int round = 0; round < 2; round++) {
        if (rank == 1) {
            int list[3] = {round + 1, round + 2, round + 3};
            MPI_Send(list, 1, MPI_INT, 0, 4, MPI_COMM_WORLD);
            MPI_Send(list, 3, MPI_INT, 0, 4, MPI_COMM_WORLD);
        } else if (rank == 0) {
            MPI_Message first, second;
            MPI_Mprobe(1, 4, MPI_COMM_WORLD, &first, MPI_STATUS_IGNORE);
            for (there = 0; !there;)
                MPI_Improbe(MPI_ANY_SOURCE, 4, MPI_COMM_WORLD, &there, &second, MPI_STATUS_IGNORE);
            if (round == 0) {
                MPI_Mrecv(long_list, 3, MPI_INT, &second, MPI_STATUS_IGNORE);
                MPI_Mrecv(short_list, 1, MPI_INT, &first, MPI_STATUS_IGNORE);
            } else {
                MPI_Request requests[2];
                MPI_Imrecv(long_list, 3, MPI_INT, &second, &requests[0]);
                MPI_Imrecv(short_list, 1, MPI_INT, &first, &requests[1]);
                MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
            }
            if (short_list[0] != round + 1 || long_list[2] != round + 3)
                MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Finalize();
    return 0;
}
