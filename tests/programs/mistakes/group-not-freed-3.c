/* The even and the odd ranks are two teams; the first of each looks up the rank of its last member.
 * The mistake: only the first of each team frees the group of the team, though all have made it.
 *
 * at 5: group-not-freed 2-4 MPI_Comm_group A
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int rank, place, members, last, world_rank;
    MPI_Group everyone, group;
    MPI_Comm team;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &team);
    MPI_Comm_group(team, &group); /* A */
    MPI_Group_rank(group, &place);
    if (place == 0) {
        MPI_Group_size(group, &members);
        last = members - 1;
        MPI_Comm_group(MPI_COMM_WORLD, &everyone);
        MPI_Group_translate_ranks(group, 1, &last, everyone, &world_rank);
        printf("team %d: the last of %d members is rank %d\n", rank, members, world_rank);
        MPI_Group_free(&everyone);
        MPI_Group_free(&group);
    }
    MPI_Comm_free(&team);
    MPI_Finalize();
    return 0;
}
