/* Rank 0 reads a board from standard input, which MPI gives to it alone, and sends each rank its rows.
 *
 * at: 1 3
 * input: 4 #..# .##. #### ...#
 * simgrid: found Deadlock; it is given nothing to read, so that rank 0 ends with MPI_Abort.
 */
#include <mpi.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 16 };

int main(int argc, char **argv)
{
    int rank, size, side = 0, mine = 0, all = 0;
    char board[MOST][MOST + 1];

    memset(board, 0, sizeof board);
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        if (scanf("%d", &side) != 1 || side < 1 || side > MOST)
            MPI_Abort(MPI_COMM_WORLD, 1);
        for (int row = 0; row < side; row++)
            if (scanf("%16s", board[row]) != 1)
                MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Bcast(&side, 1, MPI_INT, 0, MPI_COMM_WORLD);
    for (int row = 0; row < side; row++) {
        int owner = row % size;
        if (rank == 0 && owner != 0)
            MPI_Send(board[row], MOST + 1, MPI_CHAR, owner, row, MPI_COMM_WORLD);
        if (rank == owner && owner != 0)
            MPI_Recv(board[row], MOST + 1, MPI_CHAR, 0, row, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int column = 0; rank == owner && column < side; column++)
            mine += board[row][column] == '#';
    }
    MPI_Reduce(&mine, &all, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0 && all != 9)
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Finalize();
    return 0;
}
