/* Rank 0 sends 8 MB to the next rank, which takes them 0.7 s later; the rest waits in a barrier.
 *
 * at: 2 3
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>

enum { N = 2000000 };

static int numbers[N];

int main(void)
{
    int rank;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < N && rank == 0; i++)
        numbers[i] = i;
    if (rank == 0) {
        MPI_Send(numbers, N, MPI_INT, 1, 0, MPI_COMM_WORLD);
    } else if (rank == 1) {
        usleep(700000);
        MPI_Recv(numbers, N, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int i = 0; i < N; i++)
            if (numbers[i] != i)
                MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
