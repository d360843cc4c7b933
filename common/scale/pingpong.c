/* What messages cost: two ranks pass one to and fro, at sizes from 8 bytes to 1 MiB: pingpong BATCHES ROUNDS.
 * Prints on rank 0 a line for each size: bytes, microseconds from one rank to the other (half of to and fro),
 * microseconds until MPI_Send returns where several are sent in a row. Of each the best of BATCHES means of
 * ROUNDS, for whatever else the machine does only makes it longer. */
#include "workbook.h"

enum { LEAST = 8, MOST = 1 << 20, ROW = 4, PING = 1, PONG = 2 };

static char data[MOST];

/* Microseconds for one message, rank 0's mean of so many rounds of `row` messages and one back. */
static double mean_of(int rank, int bytes, int rounds, int row, bool sends_alone)
{
    double sending = 0, start = MPI_Wtime();
    for (int round = 0; round < rounds; round++) {
        double sent = MPI_Wtime();
        for (int i = 0; i < row; i++) {
            if (rank == 0)
                MPI_Send(data, bytes, MPI_CHAR, 1, PING, MPI_COMM_WORLD);
            else
                MPI_Recv(data, bytes, MPI_CHAR, 0, PING, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        }
        sending += MPI_Wtime() - sent;
        if (rank == 0)
            MPI_Recv(data, bytes, MPI_CHAR, 1, PONG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        else
            MPI_Send(data, bytes, MPI_CHAR, 0, PONG, MPI_COMM_WORLD);
    }
    return (sends_alone ? sending / row : (MPI_Wtime() - start) / 2) / rounds * 1e6;
}

int main(int argc, char **argv)
{
    int rank, size;
    int batches = argc > 2 ? atoi(argv[1]) : 5, rounds = argc > 2 ? atoi(argv[2]) : 100;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    require(size == 2 && batches > 0 && rounds > 0,
            "Two ranks, and two numbers from 1: pingpong 5 100");

    /* 8, 12, 16, 24, 32, ...: half as much more, then a third. */
    for (int bytes = LEAST, power = 1; bytes <= MOST;
         bytes += power ? bytes / 2 : bytes / 3, power = !power) {
        double passing = 1e30, sending = 1e30;
        for (int batch = 0; batch <= batches; batch++) { /* the first one warms up */
            int many = bytes < 1 << 14 ? rounds : (rounds + 9) / 10;
            double passes = mean_of(rank, bytes, many, 1, false);
            double sends = mean_of(rank, bytes, many, ROW, true);
            if (batch > 0 && passes < passing)
                passing = passes;
            if (batch > 0 && sends < sending)
                sending = sends;
        }
        if (rank == 0)
            printf("%d %.4f %.4f\n", bytes, passing, sending);
    }
    MPI_Finalize();
    return 0;
}
