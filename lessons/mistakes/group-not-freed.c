/* Each rank asks for the group of all processes, and prints its place in it.
 * The mistake: the group is never freed.
 *
 * at 2: group-not-freed 0,1 MPI_Comm_group A
 * simgrid: nothing; it takes the group of MPI_COMM_WORLD for its own.
 */
#include <mpi.h>
#include <stdio.h>

int main(void)
{
    int place, members;
    MPI_Group everyone;

    MPI_Init(NULL, NULL);
    MPI_Comm_group(MPI_COMM_WORLD, &everyone); /* A */
    MPI_Group_rank(everyone, &place);
    MPI_Group_size(everyone, &members);
    printf("I am number %d of %d\n", place, members);
    MPI_Finalize();
    return 0;
}
