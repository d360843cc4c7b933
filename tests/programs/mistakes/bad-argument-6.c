/* Rank 0 sends an image row, described by a datatype, to rank 1. It frees the datatype
 * before the send, so that MPI_DATATYPE_NULL is given to MPI_Send.
 *
 * at 2: bad-argument 0 MPI_Send A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;
    int row[8] = {0};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Datatype row_type;
        MPI_Type_contiguous(8, MPI_INT, &row_type);
        MPI_Type_commit(&row_type);
        MPI_Type_free(&row_type);
        MPI_Send(row, 1, row_type, 1, 0, MPI_COMM_WORLD); /* A */
    } else {
        MPI_Recv(row, 8, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("the row begins with %d\n", row[0]);
    }
    MPI_Finalize();
    return 0;
}
