/* Exercise 6.2, repair: every station reports.
 *
 * Each rank is a polling station and has counted its votes. Rank 0 gathers the counts of all
 * stations with MPI_Gather and adds them up. Each rank prints
 *     rank R: counted N votes
 * After that rank 0 prints for each station S, in order, and then for all stations
 *     rank 0: station S has N votes
 *     rank 0: N votes in all
 * With MPICH and Open MPI the program ends with an error. Find the mistake and fix it. Keep
 * MPI_Gather.
 *
 * Run it:   make run PROG=work/06-gather-scatter/2-votes.c NP=4 ARGS=1    (ARGS: another election)
 * Check it: make check-6       A hint: make hint-6
 */
#include "workbook.h"

enum { ROOT = 0 };

static int count_votes(int seed, int station)
{
    return 100 + (seed * 37 + station * station * 53) % 400;
}

int main(int argc, char **argv)
{
    int rank, size;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int votes = count_votes(seed, rank);
    say(rank, "counted %d votes", votes);

#if defined SOLUTION
    int *all = NULL; /* the votes of all stations: the root's alone */
    if (rank == ROOT)
        all = malloc((size_t)size * sizeof *all);
    MPI_Gather(&votes, 1, MPI_INT, all, 1, MPI_INT, ROOT, MPI_COMM_WORLD);
#elif defined WRONG_1 /* rank 0 asks nobody: no message at all */
    int *all = malloc((size_t)size * sizeof *all);
    for (int station = 0; station < size; station++)
        all[station] = count_votes(seed, station);
#elif defined WRONG_2 /* a loop of receives */
    int *all = malloc((size_t)size * sizeof *all);
    all[0] = votes;
    if (rank != ROOT)
        MPI_Send(&votes, 1, MPI_INT, ROOT, 0, MPI_COMM_WORLD);
    for (int source = 1; source < size && rank == ROOT; source++)
        MPI_Recv(&all[source], 1, MPI_INT, source, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
#elif defined WRONG_3 /* room on all ranks, and the votes go to one that does not print them */
    int *all = calloc((size_t)size, sizeof *all);
    MPI_Gather(&votes, 1, MPI_INT, all, 1, MPI_INT, size - 1, MPI_COMM_WORLD);
#elif defined WRONG_4 /* room for four, because it was always tried with four */
    int *all = calloc(4, sizeof *all);
    MPI_Gather(&votes, 1, MPI_INT, all, 1, MPI_INT, ROOT, MPI_COMM_WORLD);
    size = 4;
#elif defined WRONG_5 /* everybody gets all */
    int *all = malloc((size_t)size * sizeof *all);
    MPI_Allgather(&votes, 1, MPI_INT, all, 1, MPI_INT, MPI_COMM_WORLD);
#else
    int *all = NULL; /* the votes of all stations */
    if (rank != ROOT)
        all = malloc((size_t)size * sizeof *all);
    MPI_Gather(&votes, 1, MPI_INT, all, 1, MPI_INT, ROOT, MPI_COMM_WORLD);
#endif

    if (rank == ROOT) {
        int sum = 0;
        for (int station = 0; station < size; station++) {
            say(rank, "station %d has %d votes", station, all[station]);
            sum += all[station];
        }
        say(rank, "%d votes in all", sum);
    }
    free(all);
    MPI_Finalize();
    return 0;
}
