/* Opinions on a ring: in each round everyone takes the mean of itself and both neighbours.
 *
 * at: 4
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

#define TOPICS 3
#define ROUNDS 6

enum { TAG_TO_LEFT, TAG_TO_RIGHT };

static int buffer_size(void)
{
    int packed;

    MPI_Pack_size(TOPICS, MPI_DOUBLE, MPI_COMM_WORLD, &packed);
    return 2 * ROUNDS * (packed + MPI_BSEND_OVERHEAD);
}

int main(void)
{
    int rank, size, bytes;
    double opinion[TOPICS], from_left[TOPICS], from_right[TOPICS];
    void *buffer;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    int left = (rank + size - 1) % size;
    int right = (rank + 1) % size;

    for (int topic = 0; topic < TOPICS; topic++) {
        opinion[topic] = (rank * 5 + topic * 3) % 7;
    }
    bytes = buffer_size();
    MPI_Buffer_attach(malloc((size_t)bytes), bytes);

    for (int round = 0; round < ROUNDS; round++) {
        MPI_Bsend(opinion, TOPICS, MPI_DOUBLE, left, TAG_TO_LEFT, MPI_COMM_WORLD);
        MPI_Bsend(opinion, TOPICS, MPI_DOUBLE, right, TAG_TO_RIGHT, MPI_COMM_WORLD);
        MPI_Recv(from_left, TOPICS, MPI_DOUBLE, left, TAG_TO_RIGHT, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        MPI_Recv(from_right, TOPICS, MPI_DOUBLE, right, TAG_TO_LEFT, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        for (int topic = 0; topic < TOPICS; topic++) {
            opinion[topic] = (opinion[topic] + from_left[topic] + from_right[topic]) / 3.0;
        }
    }
    MPI_Buffer_detach(&buffer, &bytes);
    free(buffer);

    double lowest[TOPICS], highest[TOPICS];
    MPI_Reduce(opinion, lowest, TOPICS, MPI_DOUBLE, MPI_MIN, 0, MPI_COMM_WORLD);
    MPI_Reduce(opinion, highest, TOPICS, MPI_DOUBLE, MPI_MAX, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        for (int topic = 0; topic < TOPICS; topic++) {
            printf("topic %d: between %.3f and %.3f\n", topic, lowest[topic], highest[topic]);
        }
    }
    MPI_Finalize();
    return 0;
}
