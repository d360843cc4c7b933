/* Ranks outside the choir pass MPI_GROUP_EMPTY and get MPI_COMM_NULL; MPI_Comm_create_group is not
 * called by them at all, which is legal: that call is collective over the group only.
 *
 * at: 2 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, ranges[1][3], sum = 0;
    MPI_Group world, chosen, choir;
    MPI_Comm singers = MPI_COMM_NULL, rehearsal = MPI_COMM_NULL;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_group(MPI_COMM_WORLD, &world);
    ranges[0][0] = size - 1;
    ranges[0][1] = 0;
    ranges[0][2] = -2;
    MPI_Group_range_incl(world, 1, ranges, &chosen);
    MPI_Group_union(MPI_GROUP_EMPTY, chosen, &choir);

    int sings = (size - 1 - rank) % 2 == 0;
    MPI_Comm_create(MPI_COMM_WORLD, sings ? choir : MPI_GROUP_EMPTY, &singers);
    if (sings) {
        MPI_Comm_create_group(MPI_COMM_WORLD, choir, 1, &rehearsal);
        MPI_Allreduce(&rank, &sum, 1, MPI_INT, MPI_SUM, rehearsal);
        MPI_Bcast(&sum, 1, MPI_INT, 0, singers);
        MPI_Comm_free(&rehearsal);
        MPI_Comm_free(&singers);
    }
    MPI_Group_free(&choir);
    MPI_Group_free(&chosen);
    MPI_Group_free(&world);
    if (singers != MPI_COMM_NULL || sum != (sings ? (size == 2 ? 1 : 4) : 0)) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
