/* Rank 0 sends five ints, rank 1 receives up to four pairs of ints, so the last pair is half full.
 * That is legal: MPI_Get_count says MPI_UNDEFINED and MPI_Get_elements says five.
 *
 * at: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, heights[5] = {172, 165, 180, 158, 191};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Send(heights, 5, MPI_INT, 1, 0, MPI_COMM_WORLD);
    } else {
        int pairs[4][2], count, elements, sum = 0;
        MPI_Datatype pair;
        MPI_Status status;

        MPI_Type_contiguous(2, MPI_INT, &pair);
        MPI_Type_commit(&pair);
        MPI_Recv(pairs, 4, pair, 0, 0, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, pair, &count);
        MPI_Get_elements(&status, pair, &elements);
        for (int i = 0; i < elements; i++) {
            sum += pairs[i / 2][i % 2];
        }
        if (count != MPI_UNDEFINED || elements != 5 || sum != 866) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
        MPI_Type_free(&pair);
    }
    MPI_Finalize();
    return 0;
}
