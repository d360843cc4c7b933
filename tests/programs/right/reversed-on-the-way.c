/* Rank 0 sends a list backwards: a vector of negative stride that starts at the last element.
 * The buffer pointer is at the end of the array, but the type runs towards its beginning.
 *
 * at: 2
 */
#include <mpi.h>

#define STOPS 5

int main(int argc, char **argv)
{
    int rank, minutes[STOPS] = {3, 8, 15, 21, 30};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Datatype backwards;

        MPI_Type_vector(STOPS, 1, -1, MPI_INT, &backwards);
        MPI_Type_commit(&backwards);
        MPI_Send(&minutes[STOPS - 1], 1, backwards, 1, 0, MPI_COMM_WORLD);
        MPI_Type_free(&backwards);
    } else {
        int way_back[STOPS];

        MPI_Recv(way_back, STOPS, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int i = 0; i < STOPS; i++) {
            if (way_back[i] != minutes[STOPS - 1 - i]) {
                MPI_Abort(MPI_COMM_WORLD, 1);
            }
        }
    }
    MPI_Finalize();
    return 0;
}
