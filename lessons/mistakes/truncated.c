/* Rank 0 sends a row of five pixels to rank 1, which prints the first and the last.
 * The mistake: rank 1 has room for four pixels only.
 *
 * at 2: truncated 1 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        int row[5] = {10, 20, 30, 40, 50};
        MPI_Send(row, 5, MPI_INT, 1, 0, MPI_COMM_WORLD);
    } else if (rank == 1) {
        int row[4];
        MPI_Recv(row, 4, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
        printf("from %d to %d\n", row[0], row[3]);
    }
    MPI_Finalize();
    return 0;
}
