/* Ranks 0 and 1, 2 and 3 and so on compare two prices, with an operation of their own.
 * The mistake: who is alone, as their number is odd, compares nothing and leaves the operation.
 *
 * at 5: operation-not-freed 4 MPI_Op_create A
 */
#include <mpi.h>
#include <stdio.h>

static void cheaper(void *in, void *inout, int *count, MPI_Datatype *type)
{
    int *a = in, *b = inout;

    (void)type;
    for (int i = 0; i < *count; i++) {
        b[i] = a[i] < b[i] ? a[i] : b[i];
    }
}

int main(void)
{
    int rank, members, price, best;
    MPI_Comm pair;
    MPI_Op op;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank / 2, rank, &pair);
    MPI_Comm_size(pair, &members);
    MPI_Op_create(cheaper, 1, &op); /* A */
    if (members > 1) {
        price = 40 - rank;
        MPI_Allreduce(&price, &best, 1, MPI_INT, op, pair);
        printf("rank %d: the better price is %d\n", rank, best);
        MPI_Op_free(&op);
    }
    MPI_Comm_free(&pair);
    MPI_Finalize();
    return 0;
}
