/* Rank 1 asks for a warning before it begins to work, and is done before it looks whether there
 * was one. The warning comes; nobody waits for it.
 *
 * at 2: request-not-completed 1 MPI_Irecv A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    static int warning; /* the receive may be under way for as long as the program lives */
    int rank;
    MPI_Request request;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        int level = 3;
        MPI_Send(&level, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    } else if (rank == 1) {
        MPI_Irecv(&warning, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, &request); /* A */
        printf("rank 1 has done its work\n");
    }
    MPI_Finalize();
    return 0;
}
