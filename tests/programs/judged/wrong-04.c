/* Shops work in teams of two: the sales of a team are summed up at the leader of the team. */
#include <mpi.h>
#include <stdio.h>

#define TEAM_SIZE 2
#define WEEKDAYS 6

static void read_sales(int shop, int sales[WEEKDAYS])
{
    for (int day = 0; day < WEEKDAYS; day++) {
        sales[day] = 20 + 7 * shop + 3 * day;
    }
}

static int best_day(const int sales[WEEKDAYS])
{
    int best = 0;

    for (int day = 1; day < WEEKDAYS; day++) {
        if (sales[day] > sales[best]) {
            best = day;
        }
    }
    return best;
}

int main(int argc, char **argv)
{
    int rank, sales[WEEKDAYS], team_sales[WEEKDAYS] = {0}, quota = 0;
    MPI_Comm team_comm;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);

    int team = rank / TEAM_SIZE;
    int leader = team * TEAM_SIZE;
    MPI_Comm_split(MPI_COMM_WORLD, team, rank, &team_comm);

    read_sales(rank, sales);
    MPI_Reduce(sales, team_sales, WEEKDAYS, MPI_INT, MPI_SUM, leader, team_comm);

    if (rank == leader) {
        int best = best_day(team_sales);
        printf("team %d: best day is %d with %d sold\n", team, best, team_sales[best]);
        quota = team_sales[best] / TEAM_SIZE;
    }
    MPI_Bcast(&quota, 1, MPI_INT, leader, team_comm);
    printf("shop %d: quota %d a day\n", rank, quota);

    MPI_Comm_free(&team_comm);
    MPI_Finalize();
    return 0;
}
