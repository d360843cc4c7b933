/* Exercise 5.2, repair: the turnout of an election.
 *
 * Each rank is a polling station. It knows how many people may vote there and how many did. Each
 * rank prints
 *     rank R: B ballots of P people
 * Then only rank 0 prints, for all stations together, with the percentage in whole numbers,
 * rounded down,
 *     rank 0: in all B ballots of P people: N percent
 * The program hangs. Find the mistake and fix it. The sums must still be made by MPI_Reduce.
 *
 * Run it:   make run PROG=work/05-reduce/2-turnout.c NP=4 ARGS=1    (ARGS: another election)
 * Check it: make check-5       A hint: make hint-5
 */
#include "workbook.h"

static int people_of(unsigned seed, int rank)
{
    return (int)(1000 + (seed * 157 + rank * 311U) % 797);
}

static int ballots_of(unsigned seed, int rank)
{
    return (int)(300 + (seed * 89 + rank * 203U) % 499);
}

/* Returns, on the root, the sum of the values of all ranks. */
static int sum_on_root(int value)
{
    int sum = -1;
    MPI_Reduce(&value, &sum, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);
    return sum;
}

int main(int argc, char **argv)
{
    int rank, size, people, ballots;
    unsigned seed = argc > 1 ? (unsigned)atoi(argv[1]) : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    people = people_of(seed, rank);
    ballots = ballots_of(seed, rank);
    say(rank, "%d ballots of %d people", ballots, people);

#if defined SOLUTION
    int voted = sum_on_root(ballots), entitled = sum_on_root(people);
    if (rank == 0) {
        say(rank, "in all %d ballots of %d people: %d percent", voted, entitled,
            100 * voted / entitled);
    }
#elif defined WRONG_1 /* all call, and all take what they get for the result */
    int voted = sum_on_root(ballots), entitled = sum_on_root(people);
    say(rank, "in all %d ballots of %d people: %d percent", voted, entitled,
        100 * voted / entitled);
#elif defined WRONG_2 /* rank 0 counts for all: no message at all */
    if (rank == 0) {
        int voted = 0, entitled = 0;
        for (int r = 0; r < size; r++) {
            voted += ballots_of(seed, r);
            entitled += people_of(seed, r);
        }
        say(rank, "in all %d ballots of %d people: %d percent", voted, entitled,
            100 * voted / entitled);
    }
#elif defined WRONG_3 /* the others call in another order */
    if (rank == 0) {
        int voted = sum_on_root(ballots), entitled = sum_on_root(people);
        say(rank, "in all %d ballots of %d people: %d percent", voted, entitled,
            100 * voted / entitled);
    } else {
        sum_on_root(people);
        sum_on_root(ballots);
    }
#elif defined WRONG_4 /* a loop of sends */
    int voted = ballots, entitled = people;
    for (int source = 1; source < size && rank == 0; source++) {
        int theirs[2];
        MPI_Recv(theirs, 2, MPI_INT, source, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        voted += theirs[0];
        entitled += theirs[1];
    }
    if (rank > 0)
        MPI_Send((int[]){ballots, people}, 2, MPI_INT, 0, 0, MPI_COMM_WORLD);
    else
        say(rank, "in all %d ballots of %d people: %d percent", voted, entitled,
            100 * voted / entitled);
#elif defined WRONG_5 /* the second sum is still the root's alone */
    int voted = sum_on_root(ballots);
    if (rank == 0) {
        int entitled = sum_on_root(people);
        say(rank, "in all %d ballots of %d people: %d percent", voted, entitled,
            100 * voted / entitled);
    }
#else
    if (rank == 0) {
        int voted = sum_on_root(ballots), entitled = sum_on_root(people);
        say(rank, "in all %d ballots of %d people: %d percent", voted, entitled,
            100 * voted / entitled);
    }
#endif

    MPI_Finalize();
    return 0;
}
