/* Rank 1 receives doubles into every second place of an array: its type ends with MPI_UB, which only marks where
 * the next item begins and is no data. MPI 3.0 removed it, so other MPIs than MPICH use a resized type.
 *
 * at: 2
 */
#include <mpi.h>

enum { COUNT = 4 };

static MPI_Datatype spaced(void)
{
    MPI_Datatype type;
#ifdef MPICH_VERSION
    int lengths[2] = {1, 1};
    MPI_Aint places[2] = {0, 2 * sizeof(double)};
    MPI_Datatype types[2] = {MPI_DOUBLE, MPI_UB};
    MPI_Type_create_struct(2, lengths, places, types, &type);
#else
    MPI_Type_create_resized(MPI_DOUBLE, 0, 2 * sizeof(double), &type);
#endif
    MPI_Type_commit(&type);
    return type;
}

int main(int argc, char **argv)
{
    int rank;
    double heights[2 * COUNT] = {0};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Datatype type = spaced();
    if (rank == 0) {
        for (int i = 0; i < COUNT; i++)
            heights[i] = i + 1;
        MPI_Send(heights, COUNT, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD);
    } else if (rank == 1) {
        MPI_Recv(heights, COUNT, type, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int i = 0; i < COUNT; i++)
            if (heights[2 * i] != i + 1 || heights[2 * i + 1] != 0)
                MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Type_free(&type);
    MPI_Finalize();
    return 0;
}
