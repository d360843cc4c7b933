/* Rank 0 receives everything with MPI_ANY_SOURCE and MPI_ANY_TAG and files each reading under the
 * source and tag of its status. The order of arrival does not show in the finished table.
 *
 * at: 2 4
 */
#include <mpi.h>

#define HOURS 3

int main(int argc, char **argv)
{
    int rank, size, table[8][HOURS] = {{0}};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int hour = HOURS - 1; rank > 0 && hour >= 0; hour--) {
        int reading = 100 * rank + hour;
        MPI_Send(&reading, 1, MPI_INT, 0, hour, MPI_COMM_WORLD);
    }
    for (int i = 0; rank == 0 && i < HOURS * (size - 1); i++) {
        int reading;
        MPI_Status status;

        MPI_Recv(&reading, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        table[status.MPI_SOURCE][status.MPI_TAG] = reading;
    }
    for (int source = 1; rank == 0 && source < size; source++) {
        for (int hour = 0; hour < HOURS; hour++) {
            if (table[source][hour] != 100 * source + hour) {
                MPI_Abort(MPI_COMM_WORLD, 1);
            }
        }
    }
    MPI_Finalize();
    return 0;
}
