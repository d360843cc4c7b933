/* Rank 2 expects too few settings. It comes to the call alone with rank 0: the others wait for a
 * word of rank 2, which it would give afterwards.
 *
 * at 4: count-mismatch 2 MPI_Bcast A
 */
#include <mpi.h>
#include <stdio.h>

static void share(int *settings, int count)
{
    MPI_Bcast(settings, count, MPI_INT, 0, MPI_COMM_WORLD); /* A */
}

int main(void)
{
    int rank, settings[8] = {0}, word = 1;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1 || rank == 3) {
        MPI_Recv(&word, 1, MPI_INT, 2, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    share(settings, rank == 2 ? 7 : 8);
    if (rank == 2) {
        MPI_Send(&word, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
        MPI_Send(&word, 1, MPI_INT, 3, 0, MPI_COMM_WORLD);
    }
    printf("rank %d is set\n", rank);
    MPI_Finalize();
    return 0;
}
