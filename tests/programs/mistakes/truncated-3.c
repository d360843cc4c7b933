/* The even and the odd ranks each share out eight rows; the last of them also does what is left.
 * The mistake: the first one makes room for 8 / size rows, also where the division leaves some.
 *
 * at 5: truncated 0 MPI_Irecv A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, me, size, rows, done[8] = {0}, all[5][8];
    MPI_Request request[5];
    MPI_Status status[5];
    MPI_Comm half;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Comm_rank(half, &me);
    MPI_Comm_size(half, &size);
    rows = 8 / size;
    if (me > 0) {
        if (me == size - 1) {
            rows += 8 % size;
        }
        MPI_Send(done, rows, MPI_INT, 0, 0, half);
    } else {
        for (int i = 1; i < size; i++) {
            MPI_Irecv(all[i], rows, MPI_INT, i, 0, half, &request[i - 1]); /* A */
        }
        MPI_Waitall(size - 1, request, status);
        printf("rank %d has the rows of %d others\n", rank, size - 1);
    }
    MPI_Comm_free(&half);
    MPI_Finalize();
    return 0;
}
