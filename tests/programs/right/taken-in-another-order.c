/* Rank 0 takes two messages of different types out of the queue and receives the second one first; it asks a
 * request whether it is done, and uses the data before the wait. A type is made with a large count.
 *
 * at: 2
 */
#include <mpi.h>
#include <stddef.h>

int main(void)
{
    int rank, pair[2] = {1, 2}, count = 0, before = 0, there = 0, mine;
    double price = 1.5;
    MPI_Request request, requests[3];
    MPI_Status statuses[3];
    MPI_Message first, second;
    MPI_Datatype two;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    mine = rank;
#if MPI_VERSION >= 4
    MPI_Type_contiguous_c(2, MPI_INT, &two);
#else
    MPI_Type_contiguous(2, MPI_INT, &two);
#endif
    MPI_Type_commit(&two);
    MPI_Exscan(&mine, &before, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    if (rank == 1) {
        MPI_Isend(&mine, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, &requests[0]);
        MPI_Isend(&price, 1, MPI_DOUBLE, 0, 1, MPI_COMM_WORLD, &requests[1]);
        MPI_Isend(pair, 1, two, 0, 2, MPI_COMM_WORLD, &requests[2]);
        MPI_Waitall(3, requests, statuses);
    } else {
        MPI_Irecv(pair, 1, two, 1, 2, MPI_COMM_WORLD, &request);
        MPI_Mprobe(1, 1, MPI_COMM_WORLD, &first, MPI_STATUS_IGNORE);
        MPI_Mprobe(1, 1, MPI_COMM_WORLD, &second, MPI_STATUS_IGNORE);
        MPI_Mrecv(&price, 1, MPI_DOUBLE, &second, MPI_STATUS_IGNORE);
        MPI_Mrecv(&count, 1, MPI_INT, &first, MPI_STATUS_IGNORE);
        while (!there) {
            MPI_Request_get_status(request, &there, MPI_STATUS_IGNORE);
        }
        pair[0] += 1;
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        if (count != 1 || pair[0] != 2) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Type_free(&two);
    MPI_Finalize();
    return 0;
}
