/* On an intercommunicator one side broadcasts with MPI_ROOT and MPI_PROC_NULL, the other names rank
 * 0 of the far side; in the reduction each side gets the other's sum. The roots only look unequal.
 *
 * at: 2 3 5
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, price = 0, offer, total;
    MPI_Comm side, inter;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int buyer = rank % 2;
    MPI_Comm_split(MPI_COMM_WORLD, buyer, rank, &side);
    MPI_Intercomm_create(side, 0, MPI_COMM_WORLD, 1 - buyer, 5, &inter);
    if (buyer) {
        MPI_Bcast(&price, 1, MPI_INT, 0, inter);
    } else {
        price = rank == 0 ? 30 : 30 + rank;
        MPI_Bcast(&price, 1, MPI_INT, rank == 0 ? MPI_ROOT : MPI_PROC_NULL, inter);
    }
    offer = rank;
    MPI_Allreduce(&offer, &total, 1, MPI_INT, MPI_SUM, inter);

    int expected = 0;
    for (int other = 1 - buyer; other < size; other += 2) {
        expected += other;
    }
    if (total != expected || price != (buyer ? 30 : 30 + rank)) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Comm_free(&inter);
    MPI_Comm_free(&side);
    MPI_Finalize();
    return 0;
}
