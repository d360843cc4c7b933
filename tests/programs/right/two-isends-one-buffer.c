/* Rank 0 sends the same buffer to all others at once and sums it up before the sends complete.
 * Since MPI 2.2 a buffer being sent may be read and sent again; only writing is forbidden.
 *
 * at: 2 4
 */
#include <mpi.h>

#define DAYS 1000

int main(int argc, char **argv)
{
    int rank, size, rain[DAYS], total = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        MPI_Request requests[8];
        MPI_Status statuses[8];

        for (int day = 0; day < DAYS; day++) {
            rain[day] = day % 10;
        }
        for (int dest = 1; dest < size; dest++) {
            MPI_Isend(rain, DAYS, MPI_INT, dest, 0, MPI_COMM_WORLD, &requests[dest - 1]);
        }
        for (int day = 0; day < DAYS; day++) {
            total += rain[day];
        }
        MPI_Waitall(size - 1, requests, statuses);
    } else {
        MPI_Recv(rain, DAYS, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int day = 0; day < DAYS; day++) {
            total += rain[day];
        }
    }
    if (total != 4500) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
