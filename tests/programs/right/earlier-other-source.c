/* An earlier receive from rank 0 does not take the message of rank 2, which a later wildcard takes.
 *
 * at: 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, word = 1, narrow = -1, wide = -1, late = 0;
    MPI_Comm three;
    MPI_Request earlier, both[2];
    MPI_Status statuses[2];
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank == 3, rank, &three);
    if (rank == 0) {
        MPI_Recv(&word, 1, MPI_INT, 1, 1, three, MPI_STATUS_IGNORE);
        MPI_Send(&rank, 1, MPI_INT, 1, 5, three);
    }
    if (rank == 1) {
        MPI_Irecv(&narrow, 1, MPI_INT, 0, 5, three, &earlier);
        MPI_Irecv(&wide, 1, MPI_INT, MPI_ANY_SOURCE, 5, three, &both[0]);
        MPI_Irecv(&late, 1, MPI_INT, 3, 0, MPI_COMM_WORLD, &both[1]);
        MPI_Waitall(2, both, statuses);
        MPI_Send(&word, 1, MPI_INT, 0, 1, three);
        MPI_Send(&word, 1, MPI_INT, 2, 1, three);
        MPI_Wait(&earlier, MPI_STATUS_IGNORE);
        if (narrow != 0 || wide != 2 || late != word)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    if (rank == 2) {
        MPI_Send(&rank, 1, MPI_INT, 1, 5, three);
        MPI_Recv(&word, 1, MPI_INT, 1, 1, three, MPI_STATUS_IGNORE);
    }
    if (rank == 3) {
        usleep(800000);
        MPI_Send(&word, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    }
    MPI_Comm_free(&three);
    MPI_Finalize();
    return 0;
}
