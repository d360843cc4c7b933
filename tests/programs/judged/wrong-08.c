/* Every polling station sends its name and the votes counted there; rank 0 prints the table. */
#include <mpi.h>
#include <stdio.h>
#include <string.h>

#define NAME_LENGTH 32
#define PARTIES 3
#define TAG_NAME 100
#define TAG_VOTES 101

static const char *const town[] = {"Wien", "Oslo", "Reykjavik", "Bern", "Budapest", "Rom"};

static void send_result(int rank)
{
    const char *name = town[rank % 6];
    int votes[PARTIES];

    for (int party = 0; party < PARTIES; party++) {
        votes[party] = 100 + 31 * rank + 17 * party;
    }
    MPI_Send(name, (int)strlen(name), MPI_CHAR, 0, TAG_NAME, MPI_COMM_WORLD);
    MPI_Send(votes, PARTIES, MPI_INT, 0, TAG_VOTES, MPI_COMM_WORLD);
}

static void print_table(int size)
{
    char name[NAME_LENGTH] = "";
    int votes[PARTIES], total[PARTIES] = {0};

    for (int source = 1; source < size; source++) {
        MPI_Recv(name, NAME_LENGTH, MPI_CHAR, source, TAG_NAME, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Recv(votes, PARTIES, MPI_INT, source, TAG_VOTES, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("%-12s", name);
        for (int party = 0; party < PARTIES; party++) {
            printf(" %5d", votes[party]);
            total[party] += votes[party];
        }
        printf("\n");
    }
    printf("%-12s", "together");
    for (int party = 0; party < PARTIES; party++) {
        printf(" %5d", total[party]);
    }
    printf("\n");
}

int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        print_table(size);
    } else {
        send_result(rank);
    }
    MPI_Finalize();
    return 0;
}
