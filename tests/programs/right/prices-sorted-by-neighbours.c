/* Odd-even transposition sort of house prices: neighbours merge their blocks and split again.
 *
 * at: 4
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 5

static int by_price(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

static void keep_half(int *mine, const int *theirs, int lower)
{
    int both[2 * BLOCK];

    memcpy(both, mine, sizeof(int) * BLOCK);
    memcpy(both + BLOCK, theirs, sizeof(int) * BLOCK);
    qsort(both, 2 * BLOCK, sizeof(int), by_price);
    memcpy(mine, lower ? both : both + BLOCK, sizeof(int) * BLOCK);
}

int main(int argc, char **argv)
{
    int rank, size, mine[BLOCK], theirs[BLOCK], *all = NULL;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    for (int i = 0; i < BLOCK; i++) {
        mine[i] = 100 + (rank * 37 + i * 53) % 89;
    }
    qsort(mine, BLOCK, sizeof(int), by_price);

    for (int phase = 0; phase < size; phase++) {
        int partner = (rank + phase) % 2 == 0 ? rank + 1 : rank - 1;
        int count = -1;
        MPI_Status status;

        if (partner < 0 || partner >= size) {
            partner = MPI_PROC_NULL;
        }
        MPI_Sendrecv(mine, BLOCK, MPI_INT, partner, phase, theirs, BLOCK, MPI_INT, partner,
                     MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count);
        if (count > 0) {
            keep_half(mine, theirs, rank < partner);
        }
    }

    if (rank == 0) {
        all = malloc((size_t)(size * BLOCK) * sizeof *all);
    }
    MPI_Gather(mine, BLOCK, MPI_INT, all, BLOCK, MPI_INT, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        for (int i = 0; i < size * BLOCK; i++) {
            printf("%d%c", all[i], (i + 1) % BLOCK == 0 ? '\n' : ' ');
        }
    }
    free(all);
    MPI_Finalize();
    return 0;
}
