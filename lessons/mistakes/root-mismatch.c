/* Rank 0 is to tell all others the price. Each rank gives its own number as the
 * root of MPI_Bcast instead of 0.
 *
 * at 4: root-mismatch 1-3 MPI_Bcast A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;
    double price = 0.0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        price = 9.95;
    }
    MPI_Bcast(&price, 1, MPI_DOUBLE, rank, MPI_COMM_WORLD); /* A */
    printf("rank %d: the price is %.2f\n", rank, price);
    MPI_Finalize();
    return 0;
}
