/* A baton goes round all ranks, and each lap another rank starts. There is one lap too
 * many: in the last one nobody is the starter, and all wait for the baton.
 *
 * at 4: deadlock 0-3 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>

static void run_lap(int *baton, int rank, int size, int starter)
{
    int right = (rank + 1) % size;
    int left = (rank + size - 1) % size;

    if (rank == starter) {
        MPI_Send(baton, 1, MPI_INT, right, 0, MPI_COMM_WORLD);
        MPI_Recv(baton, 1, MPI_INT, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else {
        MPI_Recv(baton, 1, MPI_INT, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
        MPI_Send(baton, 1, MPI_INT, right, 0, MPI_COMM_WORLD);
    }
}

int main(int argc, char **argv)
{
    int rank, size;
    int baton = 7;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int lap = 0; lap <= size; lap++) {
        run_lap(&baton, rank, size, lap);
    }
    printf("rank %d has seen baton %d\n", rank, baton);
    MPI_Finalize();
    return 0;
}
