/* Rank 0 hands its last item on with MPI_Sendrecv, since it does so with the others too, and
 * receives nothing with it. Rank 1 sends first as well.
 *
 * at 2: unsafe-send 0 MPI_Sendrecv A; unsafe-send 1 MPI_Send B
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, item, got = 0;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    item = 10 + rank;
    if (rank == 0) {
        MPI_Sendrecv(&item, 1, MPI_INT, 1, 0, &got, 1, MPI_INT, MPI_PROC_NULL, 0, /* A */
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Recv(&got, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else {
        MPI_Send(&item, 1, MPI_INT, 0, 0, MPI_COMM_WORLD); /* B */
        MPI_Recv(&got, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    printf("rank %d has item %d\n", rank, got);
    MPI_Finalize();
    return 0;
}
