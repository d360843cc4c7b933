/* A struct type of absolute addresses gathers two separate variables into one broadcast; the buffer
 * is MPI_BOTTOM. It looks like a null pointer, but the addresses are in the type.
 *
 * at: 2 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, year = 0, lengths[2] = {1, 3};
    double prices[3] = {0.0, 0.0, 0.0};
    MPI_Aint places[2];
    MPI_Datatype parts[2] = {MPI_INT, MPI_DOUBLE}, both;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        year = 1994;
        prices[2] = 2.25;
    }
    MPI_Get_address(&year, &places[0]);
    MPI_Get_address(prices, &places[1]);
    MPI_Type_create_struct(2, lengths, places, parts, &both);
    MPI_Type_commit(&both);
    MPI_Bcast(MPI_BOTTOM, 1, both, 0, MPI_COMM_WORLD);
    MPI_Type_free(&both);
    if (year != 1994 || prices[2] != 2.25) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
