/* A sum up a binary tree and down again by hand; the last leaf is late, so that all wait for it.
 *
 * at: 3 4 8
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, sum, part;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int parent = (rank - 1) / 2, first = 2 * rank + 1;
    sum = rank;
    if (rank == size - 1)
        usleep(450000);
    for (int child = first; child < first + 2 && child < size; child++) {
        MPI_Recv(&part, 1, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        sum += part;
    }
    if (rank != 0) {
        MPI_Ssend(&sum, 1, MPI_INT, parent, 0, MPI_COMM_WORLD);
        MPI_Recv(&sum, 1, MPI_INT, parent, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    for (int child = first; child < first + 2 && child < size; child++)
        MPI_Ssend(&sum, 1, MPI_INT, child, 1, MPI_COMM_WORLD);
    if (sum != size * (size - 1) / 2)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Finalize();
    return 0;
}
