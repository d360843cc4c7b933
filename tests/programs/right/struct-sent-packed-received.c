/* Each worker sends a struct type with an int and two doubles; rank 0 receives it as MPI_PACKED and
 * unpacks member by member. Any message may be received as MPI_PACKED, so the types agree.
 *
 * at: 2 3
 */
#include <mpi.h>
#include <stddef.h>

struct sale {
    int shop;
    double prices[2];
};

int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank > 0) {
        struct sale sale = {rank, {1.5 * rank, 2.5 * rank}};
        int lengths[2] = {1, 2};
        MPI_Aint places[2] = {offsetof(struct sale, shop), offsetof(struct sale, prices)};
        MPI_Datatype parts[2] = {MPI_INT, MPI_DOUBLE}, type;

        MPI_Type_create_struct(2, lengths, places, parts, &type);
        MPI_Type_commit(&type);
        MPI_Send(&sale, 1, type, 0, 0, MPI_COMM_WORLD);
        MPI_Type_free(&type);
    }
    for (int source = 1; rank == 0 && source < size; source++) {
        char buffer[256];
        int position = 0, count, shop;
        double prices[2];
        MPI_Status status;

        MPI_Recv(buffer, sizeof buffer, MPI_PACKED, source, 0, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_PACKED, &count);
        MPI_Unpack(buffer, count, &position, &shop, 1, MPI_INT, MPI_COMM_WORLD);
        MPI_Unpack(buffer, count, &position, prices, 2, MPI_DOUBLE, MPI_COMM_WORLD);
        if (shop != source || prices[1] != 2.5 * source) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Finalize();
    return 0;
}
