/* Last digits of primes: the ranks fetch blocks of numbers from a counter kept at rank 0.
 *
 * at: 4
 */
#include <mpi.h>
#include <stdio.h>

#define BLOCKS 40
#define BLOCK_SIZE 100
#define DIGITS 10

static int is_prime(long n)
{
    for (long d = 2; d * d <= n; d++) {
        if (n % d == 0) {
            return 0;
        }
    }
    return n > 1;
}

static void count_block(long block, long *histogram)
{
    for (long n = block * BLOCK_SIZE; n < (block + 1) * BLOCK_SIZE; n++) {
        if (is_prime(n)) {
            histogram[n % DIGITS]++;
        }
    }
}

int main(int argc, char **argv)
{
    int rank;
    long *shared, histogram[DIGITS] = {0}, one = 1, block = 0;
    MPI_Win win;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);

    /* shared[0..9] is the histogram, shared[10] is the number of the next block */
    MPI_Aint bytes = rank == 0 ? (DIGITS + 1) * (MPI_Aint)sizeof(long) : 0;
    MPI_Win_allocate(bytes, sizeof(long), MPI_INFO_NULL, MPI_COMM_WORLD, &shared, &win);
    if (rank == 0) {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
        for (int i = 0; i <= DIGITS; i++) {
            shared[i] = 0;
        }
        MPI_Win_unlock(0, win);
    }
    MPI_Barrier(MPI_COMM_WORLD);

    MPI_Win_lock_all(0, win);
    while (block < BLOCKS) {
        MPI_Fetch_and_op(&one, &block, MPI_LONG, 0, DIGITS, MPI_SUM, win);
        MPI_Win_flush(0, win);
        if (block < BLOCKS) {
            count_block(block, histogram);
        }
    }
    MPI_Accumulate(histogram, DIGITS, MPI_LONG, 0, 0, DIGITS, MPI_LONG, MPI_SUM, win);
    MPI_Win_unlock_all(win);
    MPI_Barrier(MPI_COMM_WORLD);

    if (rank == 0) {
        MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, win);
        for (int digit = 0; digit < DIGITS; digit++) {
            printf("primes ending in %d: %ld\n", digit, shared[digit]);
        }
        MPI_Win_unlock(0, win);
    }
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
