/* All poll for late rank 0 with Testall, Testsome, Testany, Iprobe and Improbe, and never block.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size;
    MPI_Message message;
    MPI_Status status;
    MPI_Init(NULL, NULL);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    for (int kind = 0; kind < 5; kind++) {
        int value = -1, done = 0, index;
        MPI_Request request = MPI_REQUEST_NULL;
        if (rank == 0) {
            usleep(110000);
            for (int other = 1; other < size; other++)
                MPI_Send(&kind, 1, MPI_INT, other, kind, comm);
            continue;
        }
        if (kind < 3)
            MPI_Irecv(&value, 1, MPI_INT, 0, kind, comm, &request);
        while (done == 0) {
            if (kind == 0)
                MPI_Testall(1, &request, &done, &status);
            else if (kind == 1)
                MPI_Testsome(1, &request, &done, &index, &status);
            else if (kind == 2)
                MPI_Testany(1, &request, &index, &done, &status);
            else if (kind == 3)
                MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, comm, &done, &status);
            else
                MPI_Improbe(0, kind, comm, &done, &message, &status);
        }
        if (kind == 3)
            MPI_Irecv(&value, 1, MPI_INT, 0, status.MPI_TAG, comm, &request);
        else if (kind == 4)
            MPI_Imrecv(&value, 1, MPI_INT, &message, &request);
        MPI_Wait(&request, &status);
        if (value != kind)
            MPI_Abort(comm, 1);
    }
    MPI_Finalize();
    return 0;
}
