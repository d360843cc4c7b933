/* Wrong in ways that one run does not show, by argument; "order" is not wrong. */
#define _XOPEN_SOURCE 700
#include "workbook.h"

#include <fcntl.h>
#include <unistd.h>

/* Leaves a process that sleeps, a temporary file, and shared memory. */
static void leave(void)
{
    char name[4096];
    const char *directory = getenv("TMPDIR");
    snprintf(name, sizeof name, "%s/left", directory ? directory : "/tmp");
    close(creat(name, 0600));
    close(creat("/dev/shm/workbook-flaky", 0600));
    if (fork() == 0) {
        for (int i = 0; i < 1024; i++) /* nobody is to wait for what we hold open */
            close(i);
        execlp("sleep", "sleep", "20", (char *)NULL);
    }
}

int main(int argc, char **argv)
{
    const char *way = argc > 1 ? argv[1] : "order";
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    say(rank, "I am one of %d", size);
    if (rank == 0 && strcmp(way, "differs") == 0)
        say(rank, "I am process %ld", (long)getpid());
    if (rank == 0 && strcmp(way, "complains") == 0)
        fputs("something is wrong\n", stderr);
    if (rank == 0 && strcmp(way, "leaves") == 0)
        leave();
    MPI_Finalize();
    return 0;
}
