/* An earlier receive of tag 5 does not take a message of tag 7: a later one of any tag takes it.
 *
 * at: 3
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, five = 5, seven = 7, word = 1, narrow = 0, wide = 0, late = 0;
    MPI_Request earlier, both[2];
    MPI_Status statuses[2];
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Send(&seven, 1, MPI_INT, 1, 7, MPI_COMM_WORLD);
        MPI_Recv(&word, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Send(&five, 1, MPI_INT, 1, 5, MPI_COMM_WORLD);
    }
    if (rank == 1) {
        MPI_Irecv(&narrow, 1, MPI_INT, 0, 5, MPI_COMM_WORLD, &earlier);
        MPI_Irecv(&wide, 1, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &both[0]);
        MPI_Irecv(&late, 1, MPI_INT, 2, 0, MPI_COMM_WORLD, &both[1]);
        MPI_Waitall(2, both, statuses);
        MPI_Send(&word, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
        MPI_Wait(&earlier, MPI_STATUS_IGNORE);
        if (narrow != five || wide != seven || late != word)
            MPI_Abort(MPI_COMM_WORLD, 1);
    }
    if (rank == 2) {
        usleep(800000);
        MPI_Send(&word, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
