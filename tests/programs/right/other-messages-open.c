/* Sends that were received are waited for with a late message, while 4,000 others are not received.
 *
 * at: 4
 * diagnosed: unsafe-send
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

enum { OTHERS = 4000, SENDS = 16 };

static void check(int right)
{
    if (!right)
        MPI_Abort(MPI_COMM_WORLD, 1);
}

int main(void)
{
    int rank, word = 1, late = 0, sent[SENDS], got[SENDS];
    MPI_Request requests[SENDS + 1];
    MPI_Status statuses[SENDS + 1];
    MPI_Init(NULL, NULL);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Comm_rank(comm, &rank);
    for (int tag = 1; rank == 2 && tag <= OTHERS; tag++)
        MPI_Send(&tag, 1, MPI_INT, 3, tag, comm);
    if (rank == 2)
        MPI_Send(&word, 1, MPI_INT, 3, 0, comm);
    if (rank == 3)
        MPI_Recv(&late, 1, MPI_INT, 2, 0, comm, MPI_STATUS_IGNORE);
    MPI_Barrier(comm);
    if (rank == 0) {
        for (int i = 0; i < SENDS; i++) {
            sent[i] = i;
            MPI_Issend(&sent[i], 1, MPI_INT, 1, i + 1, comm, &requests[i]);
        }
        MPI_Irecv(&late, 1, MPI_INT, 2, 0, comm, &requests[SENDS]);
        MPI_Waitall(SENDS + 1, requests, statuses);
        MPI_Send(&late, 1, MPI_INT, 1, 0, comm);
    }
    if (rank == 1) {
        for (int i = 0; i < SENDS; i++)
            MPI_Irecv(&got[i], 1, MPI_INT, 0, i + 1, comm, &requests[i]);
        MPI_Recv(&late, 1, MPI_INT, 0, 0, comm, MPI_STATUS_IGNORE);
        MPI_Waitall(SENDS, requests, statuses);
        for (int i = 0; i < SENDS; i++)
            check(got[i] == i);
        check(late == word);
    }
    if (rank == 2) {
        usleep(800000);
        MPI_Send(&word, 1, MPI_INT, 0, 0, comm);
    }
    if (rank == 3)
        usleep(900000);
    for (int tag = 1; rank == 3 && tag <= OTHERS; tag++) {
        MPI_Recv(&late, 1, MPI_INT, 2, tag, comm, MPI_STATUS_IGNORE);
        check(late == tag);
    }
    MPI_Finalize();
    return 0;
}
