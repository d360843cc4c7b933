/* In a grid of two by two each rank begins with the barrier of its row or of its column.
 *
 * at 4: 0+3 MPI_Barrier A; 1+2 MPI_Barrier B; circle 0 1 3 2
 * at 8: 0+3+4+7 MPI_Barrier A; 1+2+5+6 MPI_Barrier B; circle 0 1 3 2
 * hint: order
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;
    MPI_Comm row, column;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank / 2, 0, &row);
    MPI_Comm_split(MPI_COMM_WORLD, rank / 4 * 2 + rank % 2, 0, &column);
    if (rank % 4 == 0 || rank % 4 == 3)
        MPI_Barrier(row); /* A */
    MPI_Barrier(column);  /* B */
    if (rank % 4 == 1 || rank % 4 == 2)
        MPI_Barrier(row);
    MPI_Finalize();
    return 0;
}
