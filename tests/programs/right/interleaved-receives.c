/* Two receives are pending on one array at once: one fills the even samples, the other the odd.
 * The memory ranges overlap from end to end, but no byte belongs to both.
 *
 * at: 3
 */
#include <mpi.h>

#define SAMPLES 8

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        float signal[2 * SAMPLES];
        MPI_Datatype every_second;
        MPI_Request requests[2];
        MPI_Status statuses[2];

        MPI_Type_vector(SAMPLES, 1, 2, MPI_FLOAT, &every_second);
        MPI_Type_commit(&every_second);
        MPI_Irecv(&signal[0], 1, every_second, 1, 0, MPI_COMM_WORLD, &requests[0]);
        MPI_Irecv(&signal[1], 1, every_second, 2, 0, MPI_COMM_WORLD, &requests[1]);
        MPI_Waitall(2, requests, statuses);
        MPI_Type_free(&every_second);
        for (int i = 0; i < 2 * SAMPLES; i++) {
            if (signal[i] != (float)i) {
                MPI_Abort(MPI_COMM_WORLD, 1);
            }
        }
    } else {
        float half[SAMPLES];

        for (int i = 0; i < SAMPLES; i++) {
            half[i] = (float)(2 * i + rank - 1);
        }
        MPI_Send(half, SAMPLES, MPI_FLOAT, 0, 0, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
