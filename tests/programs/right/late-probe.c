/* Rank 0 waits in MPI_Probe and in MPI_Mprobe, from anyone, for messages of late senders.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, values[8] = {0}, count;
    MPI_Status status;
    MPI_Message message;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int round = 0; round < 2; round++) {
        if (rank != 0) {
            usleep(350000);
            values[0] = rank;
            MPI_Send(values, rank, MPI_INT, 0, round, MPI_COMM_WORLD);
        }
        for (int i = 1; i < size && rank == 0; i++) {
            if (round == 0) {
                MPI_Probe(MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, &status);
                MPI_Get_count(&status, MPI_INT, &count);
                MPI_Recv(values, count, MPI_INT, status.MPI_SOURCE, 0, MPI_COMM_WORLD,
                         MPI_STATUS_IGNORE);
            } else {
                MPI_Mprobe(MPI_ANY_SOURCE, 1, MPI_COMM_WORLD, &message, &status);
                MPI_Get_count(&status, MPI_INT, &count);
                MPI_Mrecv(values, count, MPI_INT, &message, MPI_STATUS_IGNORE);
            }
            if (count != status.MPI_SOURCE || values[0] != count)
                MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Finalize();
    return 0;
}
