/* Each rank is to print its number. It asks MPI_Comm_rank for it before MPI_Init
 * was called.
 *
 * at 4: before-init 0-3 MPI_Comm_rank A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank = 0;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank); /* A */
    MPI_Init(&argc, &argv);
    printf("this is rank %d\n", rank);
    MPI_Finalize();
    return 0;
}
