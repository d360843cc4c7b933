/* What messages cost: two ranks pass one to and fro, at sizes from 8 bytes to 1 MiB: pingpong BATCHES ROUNDS LARGE.
 * Prints on rank 0 between which machines, and a line for each size: bytes, microseconds from one rank to the other
 * (half of to and fro), microseconds until MPI_Send returns where several are sent in a row, microseconds that
 * MPI_Recv takes when the message has long arrived; the last two up to LARGE bytes, and 0 for more. Of each the best
 * of BATCHES means of ROUNDS, for whatever else the machine does only makes it longer. What is measured is called by
 * its other name (MPI 4.0, section 15.2), under which nobody who watches the run can make it longer. */
#include "workbook.h"
#include <math.h>

enum { LEAST = 8, MOST = 1 << 20, ROW = 4, PING = 1, PONG = 2 };

static char data[MOST];

static void send(int bytes, int dest, int tag)
{
    PMPI_Send(data, bytes, MPI_CHAR, dest, tag, MPI_COMM_WORLD);
}

static void receive(int bytes, int source, int tag)
{
    PMPI_Recv(data, bytes, MPI_CHAR, source, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}

/* Seconds for one message, each rank's mean of so many rounds of `row` messages and one back. */
static double mean_of(int rank, int bytes, int rounds, int row, bool sends_alone)
{
    double sending = 0, start = MPI_Wtime();
    for (int round = 0; round < rounds; round++) {
        double sent = MPI_Wtime();
        for (int i = 0; i < row; i++) {
            if (rank == 0)
                send(bytes, 1, PING);
            else
                receive(bytes, 0, PING);
        }
        sending += MPI_Wtime() - sent;
        if (rank == 0)
            receive(bytes, 1, PONG);
        else
            send(bytes, 0, PONG);
    }
    return (sends_alone ? sending / row : (MPI_Wtime() - start) / 2) / rounds;
}

/* Seconds that rank 1 takes to receive a message that it asked for `waited` seconds before. */
static double mean_of_late(int rank, int bytes, int rounds, double waited)
{
    double receiving = 0;
    for (int round = 0; round < rounds; round++) {
        double start = MPI_Wtime();
        if (rank == 0) {
            receive(LEAST, 1, PONG);
            send(bytes, 1, PING);
            continue;
        }
        send(LEAST, 0, PONG);
        while (MPI_Wtime() - start < waited)
            ; /* and meanwhile leaves MPI alone */
        start = MPI_Wtime();
        receive(bytes, 0, PING);
        receiving += MPI_Wtime() - start;
    }
    if (rank == 0) /* what rank 0 measures next is not to begin with a wait for rank 1 */
        receive(LEAST, 1, PONG);
    else
        send(LEAST, 0, PONG);
    return receiving / rounds;
}

static void say_where(int rank)
{
    char names[2][MPI_MAX_PROCESSOR_NAME] = {""};
    int length;
    MPI_Get_processor_name(names[rank], &length);
    MPI_Bcast(names[1], MPI_MAX_PROCESSOR_NAME, MPI_CHAR, 1, MPI_COMM_WORLD);
    if (rank == 0)
        printf("between %s and %s\n", names[0], names[1]);
}

int main(int argc, char **argv)
{
    int rank, size;
    int batches = argc > 3 ? atoi(argv[1]) : 0, rounds = argc > 3 ? atoi(argv[2]) : 0;
    int large = argc > 3 ? atoi(argv[3]) : 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    require(size == 2 && batches > 0 && rounds > 0,
            "Two ranks, and three numbers: pingpong 5 100 65536");

    say_where(rank);

    /* 8, 12, 16, 24, 32, ...: half as much more, then a third. */
    for (int bytes = LEAST, power = 1; bytes <= MOST;
         bytes += power ? bytes / 2 : bytes / 3, power = !power) {
        double passing = 1e30, sending = bytes > large ? 0 : 1e30, receiving = sending;
        for (int batch = 0; batch <= batches; batch++) { /* the first one warms up */
            int many = bytes < 1 << 14 ? rounds : (rounds + 9) / 10;
            double passes = mean_of(rank, bytes, many, 1, false), sends = 0, receives = 0;
            if (bytes <= large) {
                sends = mean_of(rank, bytes, many, ROW, true);
                receives = mean_of_late(rank, bytes, many, 4 * passes);
            }
            if (batch == 0)
                continue;
            passing = fmin(passing, passes);
            sending = fmin(sending, sends);
            receiving = fmin(receiving, receives);
        }
        MPI_Bcast(&receiving, 1, MPI_DOUBLE, 1, MPI_COMM_WORLD);
        if (rank == 0)
            printf("%d %.4f %.4f %.4f\n", bytes, 1e6 * passing, 1e6 * sending, 1e6 * receiving);
    }
    MPI_Finalize();
    return 0;
}
