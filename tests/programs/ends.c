/* Ends in the way that its first argument names; for the tests of the runner.
 * exit N: every rank, in order, with status N. abort N: rank 0 calls MPI_Abort. signal N: the last
 * rank dies of it. hang: rank 0 sleeps while the others wait for it. rank: says rank and size.
 * echo ...: rank 0 prints its other arguments, a line each. prompt: prints a text without an end of
 * line, waits for a line on standard input and says it. orphan: rank 0 leaves a process behind.
 * crash: the last rank writes where nothing is.
 * leave N: the last rank leaves with status N and without MPI_Finalize. */
#define _POSIX_C_SOURCE 200809L
#include <mpi.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    const char *way = argc > 1 ? argv[1] : "exit";
    int number = argc > 2 ? atoi(argv[2]) : 0, rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    setvbuf(stdout, NULL, _IONBF, 0);
    if (strcmp(way, "rank") == 0)
        printf("rank %d: of %d\n", rank, size);
    for (int i = 2; rank == 0 && strcmp(way, "echo") == 0 && i < argc; i++)
        printf("<%s>\n", argv[i]);
    if (rank == 0 && strcmp(way, "prompt") == 0) {
        char answer[100];
        printf("Your name? ");
        if (fgets(answer, sizeof answer, stdin))
            printf("Hello, %s", answer);
    }
    if (rank == 0 && strcmp(way, "orphan") == 0 && fork() == 0) {
        sleep(120);
        _exit(0);
    }
    if (rank == 0 && strcmp(way, "abort") == 0)
        MPI_Abort(MPI_COMM_WORLD, number);
    if (rank == size - 1 && strcmp(way, "signal") == 0)
        raise(number);
    if (rank == size - 1 && strcmp(way, "crash") == 0) {
        int *volatile nowhere = NULL;
        *nowhere = number;
    }
    if (rank == 0 && strcmp(way, "hang") == 0) {
        printf("rank 0: waiting\n");
        sleep(600);
    }
    if (rank == size - 1 && strcmp(way, "leave") == 0)
        exit(number);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return strcmp(way, "exit") == 0 ? number : 0;
}
