/* Manager and workers: four photographs are to be brightened, one photograph is one task. */
#include <mpi.h>
#include <stdio.h>

#define PHOTOS 4
#define PIXELS 50

enum { TAG_WORK, TAG_DONE, TAG_STOP };

static void manager(int size)
{
    int brightness[PHOTOS] = {40, 90, 10, 70}, next = 0;

    for (int dest = 1; dest < size && next < PHOTOS; dest++) {
        MPI_Send(&brightness[next], 1, MPI_INT, dest, TAG_WORK, MPI_COMM_WORLD);
        next++;
    }
    for (int done = 0; done < PHOTOS; done++) {
        int sum;
        MPI_Status status;

        MPI_Recv(&sum, 1, MPI_INT, MPI_ANY_SOURCE, TAG_DONE, MPI_COMM_WORLD, &status);
        printf("a photograph is done, sum of its pixels %d\n", sum);
        if (next < PHOTOS) {
            MPI_Send(&brightness[next], 1, MPI_INT, status.MPI_SOURCE, TAG_WORK, MPI_COMM_WORLD);
            next++;
        } else {
            MPI_Send(NULL, 0, MPI_INT, status.MPI_SOURCE, TAG_STOP, MPI_COMM_WORLD);
        }
    }
}

static void worker(void)
{
    int brightness;
    MPI_Status status;

    for (;;) {
        MPI_Recv(&brightness, 1, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        if (status.MPI_TAG == TAG_STOP) {
            break;
        }
        int sum = 0;
        for (int i = 0; i < PIXELS; i++) {
            int pixel = brightness + 2 * i + 30;
            sum += pixel > 100 ? 100 : pixel;
        }
        MPI_Send(&sum, 1, MPI_INT, 0, TAG_DONE, MPI_COMM_WORLD);
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
