/* Rank 0 sends each other rank its number of seats. The loop stops one rank too early,
 * and the last rank waits for a message that nobody sends.
 *
 * at 4: never-sent 3 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, seats;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        for (int dest = 1; dest < size - 1; dest++) {
            seats = 10 * dest;
            MPI_Send(&seats, 1, MPI_INT, dest, 0, MPI_COMM_WORLD);
        }
    } else {
        MPI_Recv(&seats, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); /* A */
    }
    MPI_Finalize();
    return 0;
}
