/* The ranks learn the highest temperature of all, and each prints it. The program then
 * ends, but nobody has called MPI_Finalize.
 *
 * at 4: no-finalize 0-3 MPI_Allreduce A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;
    int highest = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    int temperature = 20 + rank;
    MPI_Allreduce(&temperature, &highest, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD); /* A */
    printf("rank %d: the highest is %d\n", rank, highest);
    return 0;
}
