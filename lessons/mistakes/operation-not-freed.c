/* All ranks find the temperature farthest from zero, with an operation of their own.
 * The mistake: the operation is never freed.
 *
 * at 3: operation-not-freed 0-2 MPI_Op_create A
 */
#include <mpi.h>
#include <stdio.h>

static void farthest(void *in, void *inout, int *count, MPI_Datatype *type)
{
    int *a = in, *b = inout;
    (void)type;
    for (int i = 0; i < *count; i++) {
        b[i] = a[i] * a[i] > b[i] * b[i] ? a[i] : b[i];
    }
}

int main(void)
{
    int rank, degrees, result;
    MPI_Op op;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    degrees = 5 - 7 * rank;
    MPI_Op_create(farthest, 1, &op); /* A */
    MPI_Allreduce(&degrees, &result, 1, MPI_INT, op, MPI_COMM_WORLD);
    printf("rank %d: %d degrees here, the farthest is %d\n", rank, degrees, result);
    MPI_Finalize();
    return 0;
}
