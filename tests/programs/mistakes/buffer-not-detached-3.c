/* The even and the odd ranks are two clubs; each member sends its fee to the first of its club.
 * The mistake: the first one has attached a buffer like the others, but does not detach it.
 *
 * at 5: buffer-not-detached 0,1 MPI_Buffer_attach A
 */
#include <mpi.h>
#include <stdio.h>

static char space[100 + MPI_BSEND_OVERHEAD];

int main(void)
{
    int rank, me, members, fee, total = 0, bytes;
    void *old;
    MPI_Comm club;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &club);
    MPI_Comm_rank(club, &me);
    MPI_Comm_size(club, &members);
    MPI_Buffer_attach(space, sizeof(space)); /* A */
    if (me > 0) {
        fee = 5 * rank;
        MPI_Bsend(&fee, 1, MPI_INT, 0, 0, club);
        MPI_Buffer_detach(&old, &bytes);
    } else {
        for (int source = 1; source < members; source++) {
            MPI_Recv(&fee, 1, MPI_INT, source, 0, club, MPI_STATUS_IGNORE);
            total += fee;
        }
        printf("club %d: %d paid\n", rank, total);
    }
    MPI_Comm_free(&club);
    MPI_Finalize();
    return 0;
}
