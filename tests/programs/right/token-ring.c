/* A token goes round a ring three times, with a pause of random length at each rank.
 *
 * at: 2 4 8
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <stdlib.h>
#include <unistd.h>

int main(void)
{
    int rank, size, token = 0;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    srand((unsigned)rank);
    for (int lap = 0; lap < 3; lap++) {
        if (rank != 0 || lap > 0)
            MPI_Recv(&token, 1, MPI_INT, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (token != lap * size + rank)
            MPI_Abort(MPI_COMM_WORLD, 1);
        token++;
        usleep((unsigned)(rand() % (300000 / size)));
        MPI_Ssend(&token, 1, MPI_INT, right, 0, MPI_COMM_WORLD);
    }
    if (rank == 0)
        MPI_Recv(&token, 1, MPI_INT, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
