/* On three days rank 0 finds and prints the longest delay of all trains, early or late.
 * The mistake: on the last day all other ranks return before they free the operation.
 *
 * at 4: operation-not-freed 1-3 MPI_Op_create A
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

static void longest(void *in, void *inout, int *count, MPI_Datatype *type)
{
    (void)type;
    for (int i = 0; i < *count; i++) {
        int a = abs(((int *)in)[i]), b = abs(((int *)inout)[i]);
        ((int *)inout)[i] = a > b ? a : b;
    }
}

static void report(int rank, int day, int delay)
{
    int result;
    MPI_Op op;

    MPI_Op_create(longest, 1, &op); /* A */
    MPI_Reduce(&delay, &result, 1, MPI_INT, op, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        printf("day %d: %d minutes\n", day, result);
    } else if (day == 2) {
        return;
    }
    MPI_Op_free(&op);
}

int main(void)
{
    int rank;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int day = 0; day < 3; day++) {
        report(rank, day, day - 10 * rank);
    }
    MPI_Finalize();
    return 0;
}
