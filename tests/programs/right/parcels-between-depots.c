/* Parcels: every depot sends parcels to some others, nobody knows how many it will get.
 *
 * at: 4
 */
#include <mpi.h>
#include <stdio.h>

#define MAX_PARCELS 5
#define TAG_PARCEL 42

int main(int argc, char **argv)
{
    int rank, size, weight[MAX_PARCELS];
    int all_sent = 0, all_done = 0, waiting = 0;
    MPI_Request request[MAX_PARCELS], barrier = MPI_REQUEST_NULL;
    MPI_Status sent_status[MAX_PARCELS];
    long sent_weight = 0, got_weight = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    int parcels = (3 * rank) % (MAX_PARCELS + 1);
    for (int i = 0; i < parcels; i++) {
        int dest = (rank * rank + 3 * i) % size;
        weight[i] = 1 + (7 * rank + 5 * i) % 20;
        sent_weight += weight[i];
        MPI_Issend(&weight[i], 1, MPI_INT, dest, TAG_PARCEL, MPI_COMM_WORLD, &request[i]);
    }

    while (!all_done) {
        int arrived;
        MPI_Status status;

        MPI_Iprobe(MPI_ANY_SOURCE, TAG_PARCEL, MPI_COMM_WORLD, &arrived, &status);
        if (arrived) {
            int parcel;
            MPI_Recv(&parcel, 1, MPI_INT, status.MPI_SOURCE, TAG_PARCEL, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
            got_weight += parcel;
        }
        if (waiting) {
            MPI_Test(&barrier, &all_done, MPI_STATUS_IGNORE);
        } else {
            MPI_Testall(parcels, request, &all_sent, sent_status);
            if (all_sent) {
                MPI_Ibarrier(MPI_COMM_WORLD, &barrier);
                waiting = 1;
            }
        }
    }

    long weights[2] = {sent_weight, got_weight}, total[2] = {0, 0};
    MPI_Reduce(weights, total, 2, MPI_LONG, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        printf("sent %ld kg, delivered %ld kg\n", total[0], total[1]);
    }
    MPI_Finalize();
    return 0;
}
