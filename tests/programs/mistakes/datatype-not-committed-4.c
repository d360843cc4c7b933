/* A copy of a datatype is committed if the first one is. This one is not, when it is copied.
 *
 * at 2: datatype-not-committed 0 MPI_Send A; datatype-not-committed 1 MPI_Recv B
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, pair[2] = {3, 4};
    MPI_Datatype two, copy;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Type_contiguous(2, MPI_INT, &two);
    MPI_Type_dup(two, &copy);
    if (rank == 0) {
        MPI_Send(pair, 1, copy, 1, 0, MPI_COMM_WORLD); /* A */
    } else if (rank == 1) {
        MPI_Recv(pair, 1, copy, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* B */
        printf("got %d and %d\n", pair[0], pair[1]);
    }
    MPI_Type_free(&copy);
    MPI_Type_free(&two);
    MPI_Finalize();
    return 0;
}
