/* There are three image rows, so with more than three ranks some get nothing: count 0 and a NULL
 * receive buffer. Their counts and displacements at the root are zero, which is legal.
 *
 * at: 3 5 8
 */
#include <mpi.h>
#include <stddef.h>

int main(int argc, char **argv)
{
    int image[3][4], row[4], counts[8] = {0}, places[8] = {0}, rank, size, brightest = 0, best;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 0; i < 3; i++) {
        counts[i] = 4;
        places[i] = 4 * (2 - i);
    }
    for (int i = 0; i < 12; i++) {
        image[i / 4][i % 4] = i;
    }
    MPI_Scatterv(image, counts, places, MPI_INT, rank < 3 ? row : NULL, counts[rank], MPI_INT, 0,
                 MPI_COMM_WORLD);
    for (int i = 0; i < counts[rank]; i++) {
        brightest = row[i] > brightest ? row[i] : brightest;
    }
    MPI_Allreduce(&brightest, &best, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
    if (best != 11 || brightest != (rank < 3 ? 11 - 4 * rank : 0)) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
