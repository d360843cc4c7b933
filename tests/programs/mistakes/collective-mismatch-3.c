/* All ranks but 0 form a jury, whose points are to be added up at its chair. The
 * chair (rank 1 of all) calls MPI_Bcast while the rest of the jury calls MPI_Reduce.
 *
 * at 5: collective-mismatch 1 MPI_Bcast A
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, jury_rank;
    int total = 0;
    MPI_Comm jury;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank == 0 ? MPI_UNDEFINED : 1, rank, &jury);
    if (jury != MPI_COMM_NULL) {
        int points = 5 + rank;
        MPI_Comm_rank(jury, &jury_rank);
        if (jury_rank == 0) {
            MPI_Bcast(&points, 1, MPI_INT, 0, jury); /* A */
            printf("the chair gave %d points\n", points);
        } else {
            MPI_Reduce(&points, &total, 1, MPI_INT, MPI_SUM, 0, jury);
        }
        MPI_Comm_free(&jury);
    }
    MPI_Finalize();
    return 0;
}
