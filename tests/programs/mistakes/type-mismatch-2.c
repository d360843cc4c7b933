/* Museums send two ints to rank 0: the visitors of the morning and of the afternoon.
 * The mistake: the third museum sends one long, its total, which is received as two ints.
 *
 * at 4: type-mismatch 0 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>

static void send_both(int morning, int afternoon)
{
    int visitors[2] = {morning, afternoon};

    MPI_Send(visitors, 2, MPI_INT, 0, 0, MPI_COMM_WORLD);
}

static void send_total(long total)
{
    MPI_Send(&total, 1, MPI_LONG, 0, 0, MPI_COMM_WORLD);
}

int main(void)
{
    int rank, size, visitors[2];

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 3) {
        send_total(750);
    } else if (rank > 0) {
        send_both(100 * rank, 150 * rank);
    } else {
        for (int source = 1; source < size; source++) {
            MPI_Recv(visitors, 2, MPI_INT, source, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
            printf("museum %d: %d and %d visitors\n", source, visitors[0], visitors[1]);
        }
    }
    MPI_Finalize();
    return 0;
}
