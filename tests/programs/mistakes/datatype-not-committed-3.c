/* The first of the even and the first of the odd ranks each tell their half two prices.
 * The mistake: only they commit the datatype, as if that were enough for all of their half.
 *
 * at 3: datatype-not-committed 2 MPI_Bcast A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, half_rank, price[2] = {0, 0};
    MPI_Datatype two;
    MPI_Comm half;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Comm_rank(half, &half_rank);
    MPI_Type_contiguous(2, MPI_INT, &two);
    if (half_rank == 0) {
        MPI_Type_commit(&two);
        price[0] = 10 + rank;
        price[1] = 20 + rank;
    }
    MPI_Bcast(price, 1, two, 0, half); /* A */
    printf("rank %d: prices %d and %d\n", rank, price[0], price[1]);
    MPI_Type_free(&two);
    MPI_Comm_free(&half);
    MPI_Finalize();
    return 0;
}
