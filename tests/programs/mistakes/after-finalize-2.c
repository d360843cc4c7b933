/* The votes of all ranks are added up at rank 0. After MPI_Finalize rank 0 still says
 * the result, by a function that asks MPI for its rank.
 *
 * at 4: after-finalize 0 MPI_Comm_rank A
 */
#include <mpi.h>
#include <stdio.h>

static void say(const char *what, int number)
{
    int rank = 0;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank); /* A */
    printf("rank %d: %s %d\n", rank, what, number);
}

int main(int argc, char **argv)
{
    int rank;
    int total = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    int votes = 100 + rank;
    say("votes", votes);
    MPI_Reduce(&votes, &total, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);
    MPI_Finalize();
    if (total > 0) {
        say("total", total);
    }
    return 0;
}
