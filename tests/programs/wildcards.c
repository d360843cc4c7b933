/* Rank 0 receives from anybody, in every way that tells from whom only afterwards. For the tests of what
 * is recorded; 3 ranks. With an argument, all then make so many calls that they are not all kept. */
#include <mpi.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank, flag = 0, which, value = 1, values[2];
    long calls = argc > 1 ? atol(argv[1]) : 0;
    MPI_Request requests[2];
    MPI_Message message;
    MPI_Status statuses[2];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        for (int i = 0; i < 2; i++)
            MPI_Irecv(&values[i], 1, MPI_INT, MPI_ANY_SOURCE, i + 1, MPI_COMM_WORLD, &requests[i]);
        MPI_Waitall(2, requests, statuses);
        MPI_Irecv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 3, MPI_COMM_WORLD, &requests[0]);
        requests[1] = MPI_REQUEST_NULL;
        MPI_Waitany(2, requests, &which, MPI_STATUS_IGNORE);
        MPI_Mprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &message, MPI_STATUS_IGNORE);
        MPI_Mrecv(&value, 1, MPI_INT, &message, MPI_STATUS_IGNORE);
        while (!flag)
            MPI_Iprobe(MPI_ANY_SOURCE, 5, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
        MPI_Recv(values, 2, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    } else {
        MPI_Send(&value, 1, MPI_INT, 0, rank, MPI_COMM_WORLD);
        MPI_Barrier(MPI_COMM_SELF);
        if (rank == 1) {
            MPI_Ssend(&value, 1, MPI_INT, 0, 3, MPI_COMM_WORLD);
            MPI_Ssend(&value, 1, MPI_INT, 0, 4, MPI_COMM_WORLD);
            MPI_Send(values, 2, MPI_INT, 0, 5, MPI_COMM_WORLD);
        }
    }
    for (long i = 0; i < calls; i++)
        MPI_Sendrecv(&value, 1, MPI_INT, rank, 6, values, 1, MPI_INT, rank, 6, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
