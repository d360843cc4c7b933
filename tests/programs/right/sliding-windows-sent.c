/* Rank 0 sends three overlapping windows of a series by one vector, and then one value four times
 * by a type of extent 0. Types may overlap themselves when sending; only receiving forbids it.
 *
 * at: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, series[5] = {2, 3, 5, 8, 13};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Datatype windows, again;

        MPI_Type_vector(3, 3, 1, MPI_INT, &windows);
        MPI_Type_create_resized(MPI_INT, 0, 0, &again);
        MPI_Type_commit(&windows);
        MPI_Type_commit(&again);
        MPI_Send(series, 1, windows, 1, 0, MPI_COMM_WORLD);
        MPI_Send(&series[4], 4, again, 1, 0, MPI_COMM_WORLD);
        MPI_Type_free(&windows);
        MPI_Type_free(&again);
    } else {
        int received[9], last[4];

        MPI_Recv(received, 9, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Recv(last, 4, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int i = 0; i < 9; i++) {
            if (received[i] != series[i / 3 + i % 3] || last[i % 4] != 13) {
                MPI_Abort(MPI_COMM_WORLD, 1);
            }
        }
    }
    MPI_Finalize();
    return 0;
}
