/* A manager hands out work to whoever asks, and workers talk to their neighbours on another communicator:
 * wildcards, requests completed in another order than they were made, messages that overtake each other
 * between tags and communicators. Each message carries who sent it and as which one; each receiver prints
 * what it got: "got RANK.N SENDER.N". What is drawn of the run has to say the same. */
#include <mpi.h>
#include <stdio.h>

enum { TASKS = 12, ASK = 1, WORK = 2, STOP = 3, ROUNDS = 3, LONG = 20000 };
static int rank, size, sent, got;
static char lines[100000];
static int length;

static int next(void)
{
    return rank * 1000 + ++sent;
}

static void note(int value)
{
    length += snprintf(lines + length, sizeof lines - (size_t)length, "got %d.%d %d.%d\n", rank,
                       ++got, value / 1000, value % 1000);
}

static int receive(int source, int tag, MPI_Comm comm, MPI_Status *status)
{
    int value;
    MPI_Recv(&value, 1, MPI_INT, source, tag, comm, status);
    note(value);
    return status->MPI_SOURCE;
}

static void manage(void)
{
    MPI_Status status;
    for (int task = 0, stopped = 0; stopped < size - 1; task++) {
        int worker = receive(MPI_ANY_SOURCE, ASK, MPI_COMM_WORLD, &status), value = next();
        MPI_Send(&value, 1, MPI_INT, worker, task < TASKS ? WORK : STOP, MPI_COMM_WORLD);
        stopped += task >= TASKS;
    }
}

static void work(void)
{
    MPI_Status status;
    do {
        int value = next();
        MPI_Ssend(&value, 1, MPI_INT, 0, ASK, MPI_COMM_WORLD);
        receive(0, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
    } while (status.MPI_TAG != STOP);
}

/* Both communicators have the same ranks and tags. The second message is asked for first, and long. */
static void talk(MPI_Comm comm)
{
    static int in[4][LONG], out[4][LONG];
    int right = (rank + 1) % size, left = (rank + size - 1) % size;
    for (int round = 0; round < ROUNDS; round++) {
        MPI_Request requests[8];
        const MPI_Comm comms[4] = {MPI_COMM_WORLD, comm, comm, MPI_COMM_WORLD};
        const int sources[4] = {left, left, MPI_ANY_SOURCE, left};
        for (int i = 0; i < 4; i++)
            MPI_Irecv(in[i], LONG, MPI_INT, sources[i], i < 3 ? 7 : 8, comms[i], &requests[i]);
        for (int i = 3; i >= 0; i--) {
            out[i][0] = next();
            MPI_Isend(out[i], i % 2 ? LONG : 1, MPI_INT, right, i < 3 ? 7 : 8, comms[i],
                      &requests[4 + i]);
        }
        for (int i = 3; i >= 1; i--) {
            MPI_Wait(&requests[i], MPI_STATUS_IGNORE);
            note(in[i][0]);
        }
        MPI_Waitall(
            5, (MPI_Request[]){requests[0], requests[4], requests[5], requests[6], requests[7]},
            MPI_STATUSES_IGNORE);
        note(in[0][0]);
    }
}

int main(int argc, char **argv)
{
    MPI_Comm other;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_dup(MPI_COMM_WORLD, &other);
    if (rank == 0)
        manage();
    else
        work();
    talk(other);
    MPI_Comm_free(&other);
    fputs(lines, stdout);
    fflush(stdout);
    MPI_Finalize();
    return 0;
}
