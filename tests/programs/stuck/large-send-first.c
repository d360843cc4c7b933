/* Both ranks of a pair send 4 MB before they receive.
 *
 * at 2: 0-1 MPI_Send A; circle 0 1
 * at 4: 0-3 MPI_Send A; circle 0 1
 * hint: too-large
 */
#include <mpi.h>

enum { SIZE = 4 << 20 };
static char out[SIZE], in[SIZE];

int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Send(out, SIZE, MPI_CHAR, rank ^ 1, 0, MPI_COMM_WORLD); /* A */
    MPI_Recv(in, SIZE, MPI_CHAR, rank ^ 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
