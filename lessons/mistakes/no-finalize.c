/* The votes of all ranks are added up at rank 0. Rank 0 prints the sum and leaves main
 * at once: it forgets MPI_Finalize, which only the other ranks call.
 *
 * at 4: no-finalize 0 MPI_Reduce A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;
    int total = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    int votes = 100 + rank;
    MPI_Reduce(&votes, &total, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD); /* A */
    if (rank == 0) {
        printf("%d votes\n", total);
        return 0;
    }
    MPI_Finalize();
    return 0;
}
