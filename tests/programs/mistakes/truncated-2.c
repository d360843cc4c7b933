/* Rank 1 sends a table of distances between five towns, each row one longer than the row before.
 * The mistake: rank 0 has room for four numbers, and the last row has five.
 *
 * at 2: truncated 0 MPI_Recv A
 */
#include <mpi.h>
#include <stdio.h>

static int receive_row(int *row, int room)
{
    MPI_Status status;
    int count;

    MPI_Recv(row, room, MPI_INT, 1, 0, MPI_COMM_WORLD, &status); /* A */
    MPI_Get_count(&status, MPI_INT, &count);
    return count;
}

int main(void)
{
    int rank, count, distance[5] = {0, 12, 31, 45, 58}, row[4];

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int town = 0; town < 5; town++) {
        if (rank == 1) {
            MPI_Send(distance, town + 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
        } else if (rank == 0) {
            count = receive_row(row, 4);
            printf("town %d: %d distances, the last is %d km\n", town, count, row[count - 1]);
        }
    }
    MPI_Finalize();
    return 0;
}
