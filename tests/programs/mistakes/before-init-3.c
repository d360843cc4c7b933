/* All ranks but 0 pass a price on along their line. The function that passes it is tried
 * out once, with nobody to send to, before MPI_Init.
 *
 * at 3: before-init 0-2 MPI_Send A
 */
#include <mpi.h>
#include <stdio.h>

static void pass_on(int price, int dest, MPI_Comm comm)
{
    MPI_Send(&price, 1, MPI_INT, dest, 0, comm); /* A */
}

int main(int argc, char **argv)
{
    int rank, place, length;
    int price = 100;
    MPI_Comm line;

    pass_on(price, MPI_PROC_NULL, MPI_COMM_WORLD);
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank == 0, rank, &line);
    MPI_Comm_rank(line, &place);
    MPI_Comm_size(line, &length);
    if (place > 0) {
        MPI_Recv(&price, 1, MPI_INT, place - 1, 0, line, MPI_STATUS_IGNORE);
    }
    pass_on(price + 1, place + 1 < length ? place + 1 : MPI_PROC_NULL, line);
    printf("rank %d: the price is %d\n", rank, price);
    MPI_Comm_free(&line);
    MPI_Finalize();
    return 0;
}
