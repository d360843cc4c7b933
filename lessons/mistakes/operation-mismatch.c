/* The highest temperature of all ranks is wanted at rank 0. Rank 0 asks for the
 * maximum, but the others were copied from a program that made a sum.
 *
 * at 4: operation-mismatch 0 MPI_Reduce A
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
    if (rank == 0) {
        MPI_Reduce(&temperature, &highest, 1, MPI_INT, MPI_MAX, 0, MPI_COMM_WORLD); /* A */
        printf("highest temperature: %d\n", highest);
    } else {
        MPI_Reduce(&temperature, NULL, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
