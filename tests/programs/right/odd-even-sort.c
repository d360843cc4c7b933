/* An odd-even sort of one number per rank with MPI_Sendrecv; in each step another rank is late.
 *
 * at: 2 4 8
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

int main(void)
{
    int rank, size, mine, other;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    mine = 10 * (size - rank);
    for (int step = 0; step < size; step++) {
        int partner = (rank + step) % 2 == 0 ? rank + 1 : rank - 1;
        if (partner < 0 || partner >= size)
            partner = MPI_PROC_NULL;
        if (rank == size - 1 - step)
            usleep(500000U / (unsigned)size);
        other = mine;
        MPI_Sendrecv(&mine, 1, MPI_INT, partner, step, &other, 1, MPI_INT, partner, step,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if ((partner > rank && other < mine) || (partner < rank && other > mine))
            mine = other;
    }
    if (mine != 10 * (rank + 1))
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Finalize();
    return 0;
}
