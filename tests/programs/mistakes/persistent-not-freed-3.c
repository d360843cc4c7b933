/* The even and the odd ranks are two choirs; each singer sends its pitch to the first of its choir.
 * The mistake: each turn makes a request, but after the loop only the last of them is freed.
 *
 * at 5: persistent-not-freed 0 MPI_Recv_init A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, me, size, pitch;
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Comm choir;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &choir);
    MPI_Comm_rank(choir, &me);
    MPI_Comm_size(choir, &size);
    if (me > 0) {
        pitch = 440 + rank;
        MPI_Send(&pitch, 1, MPI_INT, 0, 0, choir);
    } else {
        for (int source = 1; source < size; source++) {
            MPI_Recv_init(&pitch, 1, MPI_INT, source, 0, choir, &request); /* A */
            MPI_Start(&request);
            MPI_Wait(&request, MPI_STATUS_IGNORE);
            printf("choir %d, singer %d: %d Hz\n", rank, source, pitch);
        }
        if (request != MPI_REQUEST_NULL) {
            MPI_Request_free(&request);
        }
    }
    MPI_Comm_free(&choir);
    MPI_Finalize();
    return 0;
}
