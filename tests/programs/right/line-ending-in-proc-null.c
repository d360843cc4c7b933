/* Every rank exchanges its border with both neighbours; beyond the ends sits MPI_PROC_NULL.
 * Receives from it complete at once, leave the buffer alone and report zero elements.
 *
 * at: 1 3
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, count;
    double height, halo[2] = {-1.0, -1.0};
    MPI_Request requests[2];
    MPI_Status statuses[2];
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int right = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;

    height = 100.0 + rank;
    MPI_Sendrecv(&height, 1, MPI_DOUBLE, right, 0, &halo[0], 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD,
                 &status);
    MPI_Get_count(&status, MPI_DOUBLE, &count);
    MPI_Irecv(&halo[1], 1, MPI_DOUBLE, right, 1, MPI_COMM_WORLD, &requests[0]);
    MPI_Issend(&height, 1, MPI_DOUBLE, left, 1, MPI_COMM_WORLD, &requests[1]);
    MPI_Waitall(2, requests, statuses);

    double from_left = rank > 0 ? height - 1.0 : -1.0;
    double from_right = rank < size - 1 ? height + 1.0 : -1.0;
    if (count != (rank > 0) || halo[0] != from_left || halo[1] != from_right) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
