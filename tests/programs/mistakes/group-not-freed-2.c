/* Ranks 0 and 2 are a jury and add up their marks in a communicator of their own.
 * The mistake: who is not in the jury returns early, and does not free the group of the jury.
 *
 * at 4: group-not-freed 1,3 MPI_Group_incl A
 */
#include <mpi.h>
#include <stdio.h>

static void judge(int mark)
{
    int member[2] = {0, 2}, place, total;
    MPI_Group everyone, jury;
    MPI_Comm room;

    MPI_Comm_group(MPI_COMM_WORLD, &everyone);
    MPI_Group_incl(everyone, 2, member, &jury); /* A */
    MPI_Group_free(&everyone);
    MPI_Group_rank(jury, &place);
    if (place == MPI_UNDEFINED) {
        return;
    }
    MPI_Comm_create_group(MPI_COMM_WORLD, jury, 0, &room);
    MPI_Allreduce(&mark, &total, 1, MPI_INT, MPI_SUM, room);
    printf("juror %d: the marks add up to %d\n", place, total);
    MPI_Comm_free(&room);
    MPI_Group_free(&jury);
}

int main(void)
{
    int rank;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    judge(5 + rank);
    MPI_Finalize();
    return 0;
}
