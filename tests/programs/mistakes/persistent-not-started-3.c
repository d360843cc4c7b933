/* The even ranks form a ring, where each is to learn the levels of its neighbours on both sides.
 * The mistake: only the first two of the four requests are started: the second level stays -1.
 *
 * at 5: persistent-not-started 0,2,4 MPI_Send_init A; persistent-not-started 0,2,4 MPI_Recv_init B
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, me, size, next, prev, level, before = -1, after = -1;
    MPI_Request request[4];
    MPI_Status status[4];
    MPI_Comm ring;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2 == 0 ? 0 : MPI_UNDEFINED, rank, &ring);
    if (ring != MPI_COMM_NULL) {
        MPI_Comm_rank(ring, &me);
        MPI_Comm_size(ring, &size);
        next = (me + 1) % size;
        prev = (me + size - 1) % size;
        level = 100 + rank;
        MPI_Send_init(&level, 1, MPI_INT, next, 1, ring, &request[0]);
        MPI_Recv_init(&before, 1, MPI_INT, prev, 1, ring, &request[1]);
        MPI_Send_init(&level, 1, MPI_INT, prev, 2, ring, &request[2]); /* A */
        MPI_Recv_init(&after, 1, MPI_INT, next, 2, ring, &request[3]); /* B */
        MPI_Startall(2, request);
        MPI_Waitall(4, request, status);
        printf("rank %d: %d before, %d after\n", rank, before, after);
        for (int i = 0; i < 4; i++) {
            MPI_Request_free(&request[i]);
        }
        MPI_Comm_free(&ring);
    }
    MPI_Finalize();
    return 0;
}
