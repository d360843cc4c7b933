/* What make bench measures: pingpong BYTES ROUNDS between ranks 0 and 1 (prints the time through a recorder
 * over the time past it), allreduce ROUNDS of all (prints microseconds for one round), ring ROUNDS, in which
 * each rank passes something on, or stuck (each prints when it begins to wait for ever, in us since 1970). */
#define _POSIX_C_SOURCE 200809L
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef int sender(const void *, int, MPI_Datatype, int, int, MPI_Comm);
typedef int receiver(void *, int, MPI_Datatype, int, int, MPI_Comm, MPI_Status *);

static double pingpong(int rank, char *data, int bytes, int rounds, sender *send, receiver *receive)
{
    double start = MPI_Wtime();
    for (int i = 0; i < rounds && rank < 2; i++) {
        if (rank == 0)
            send(data, bytes, MPI_CHAR, 1, 0, MPI_COMM_WORLD);
        receive(data, bytes, MPI_CHAR, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (rank == 1)
            send(data, bytes, MPI_CHAR, 0, 0, MPI_COMM_WORLD);
    }
    return MPI_Wtime() - start;
}

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* What a recorder in between costs: the same rounds past it and through it, in turn and in one run. Two
 * runs cannot be compared: how far apart the ranks' cores are changes a round by a factor of three. */
enum { PAIRS = 101 };
static double cost(int rank, int bytes, int rounds)
{
    char *data = calloc((size_t)bytes, 1);
    double ratio[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
        double bare = pingpong(rank, data, bytes, rounds, PMPI_Send, PMPI_Recv);
        ratio[i] = pingpong(rank, data, bytes, rounds, MPI_Send, MPI_Recv) / bare;
    }
    free(data);
    qsort(ratio, PAIRS, sizeof ratio[0], compare);
    return ratio[PAIRS / 2];
}

/* Four calls a round, and one more in every fifth; for an even number of ranks. */
static void ring(int rank, int size, int rounds)
{
    int token = rank, came, sum;
    MPI_Request request;
    for (int i = 0; i < rounds; i++) {
        MPI_Irecv(&came, 1, MPI_INT, (rank + size - 1) % size, i % 7, MPI_COMM_WORLD, &request);
        MPI_Send(&token, 1, MPI_INT, (rank + 1) % size, i % 7, MPI_COMM_WORLD);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        MPI_Sendrecv(&came, 1, MPI_INT, rank ^ 1, 8, &token, 1, MPI_INT, rank ^ 1, 8,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (i % 5 == 0)
            MPI_Allreduce(&token, &sum, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
    }
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "none";
    int rank, size, mine = 1, sum, rounds = argc > 2 ? atoi(argv[argc - 1]) : 1;
    struct timespec now;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Barrier(MPI_COMM_WORLD);
    double ratio = strcmp(what, "pingpong") == 0 ? cost(rank, atoi(argv[2]), rounds) : 0;
    double start = MPI_Wtime();
    if (strcmp(what, "ring") == 0)
        ring(rank, size, rounds);
    for (int i = 0; i < rounds && strcmp(what, "allreduce") == 0; i++)
        MPI_Allreduce(&mine, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    if (strcmp(what, "stuck") == 0) {
        clock_gettime(CLOCK_REALTIME, &now);
        printf("%lld\n", (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
        fflush(stdout);
        MPI_Recv(&mine, 1, MPI_INT, (rank + 1) % size, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else if (rank == 0) {
        printf("%.3f\n", ratio > 0 ? ratio : (MPI_Wtime() - start) * 1e6 / rounds);
    }
    MPI_Finalize();
    return 0;
}
