/* Manager and workers: count the divisors of some numbers; there may be idle workers.
 *
 * at: 5
 */
#include <mpi.h>
#include <stdio.h>

#define TASKS 3

enum { TAG_TASK = 1, TAG_RESULT = 2, TAG_STOP = 3 };

static void hand_out(int dest, const int *number, int *next)
{
    if (*next < TASKS) {
        MPI_Send(&number[*next], 1, MPI_INT, dest, TAG_TASK, MPI_COMM_WORLD);
        (*next)++;
    } else {
        MPI_Send(NULL, 0, MPI_INT, dest, TAG_STOP, MPI_COMM_WORLD);
    }
}

static void manager(int size)
{
    const int number[TASKS] = {360, 97, 1024};
    int next = 0, most = 0, winner = 0;

    for (int dest = 1; dest < size; dest++) {
        hand_out(dest, number, &next);
    }
    for (int received = 0; received < TASKS; received++) {
        int result[2];
        MPI_Status status;

        MPI_Recv(result, 2, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        if (result[1] > most) {
            winner = result[0];
            most = result[1];
        }
        hand_out(status.MPI_SOURCE, number, &next);
    }
    printf("%d has the most divisors: %d\n", winner, most);
}

static void worker(void)
{
    int number = 0;
    MPI_Status status;

    MPI_Recv(&number, 1, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
    while (status.MPI_TAG != TAG_STOP) {
        int result[2] = {number, 0};

        for (int d = 1; d <= number; d++) {
            result[1] += number % d == 0;
        }
        MPI_Send(result, 2, MPI_INT, 0, TAG_RESULT, MPI_COMM_WORLD);
        MPI_Recv(&number, 1, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
    }
}

int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (size < 2) {
        fprintf(stderr, "at least one worker is needed\n");
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    if (rank == 0) {
        manager(size);
    } else {
        worker();
    }
    MPI_Finalize();
    return 0;
}
