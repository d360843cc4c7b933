/* The total of all votes is wanted. Rank 0 asks for it with MPI_Reduce, but the
 * other ranks call MPI_Allreduce.
 *
 * at 4: collective-mismatch 0 MPI_Reduce A
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
    if (rank == 0) {
        MPI_Reduce(&votes, &total, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD); /* A */
        printf("%d votes\n", total);
    } else {
        MPI_Allreduce(&votes, &total, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
