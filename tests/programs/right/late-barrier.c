/* Rank 0 looks at MPI_Wtime for 0.6 s while the others wait in MPI_Barrier.
 *
 * at: 2 4
 * simgrid: found; its clock stands still while a rank only looks at it.
 */
#include <mpi.h>
#include <stddef.h>

int main(void)
{
    int rank;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    double start = MPI_Wtime();
    while (rank == 0 && MPI_Wtime() - start < 0.6)
        continue;
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
