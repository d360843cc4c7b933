/* Lesson 5: each rank has a value, and one value is to be made of all: a sum, a minimum, a product.
 *
 * Run:    make lesson-5            or with eight processes: make lesson-5 NP=8
 * Watch:  what the ranks hold that are not the root; the last line at NP=1, 2, 3, 4.
 * Change: the root; MPI_Reduce into MPI_Allreduce; 0.1 into 0.125.
 */
#include "workbook.h"

int main(int argc, char **argv)
{
    enum { ADDENDS = 840 };
    struct {
        int value, rank;
    } mine, coldest = {-1, -1}, warmest = {-1, -1}; /* the pair that MPI_2INT describes */
    int rank, size, root, temperature, sum = -1, lowest = -1, highest = -1, total = -1;
    double two = 2, product = -1, partial = 0, sum_of_doubles = -1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    root = size - 1; /* any rank may be the root; all must name the same one */
    temperature = 10 + 7 * rank % 13;
    say(rank, "my temperature is %d", temperature);

    MPI_Reduce(&temperature, &sum, /* in: my value; out, on the root alone: the result */
               1, MPI_INT,         /* count and type: of 3 values, 3 sums would be made */
               MPI_SUM,            /* op: how two become one */
               root, MPI_COMM_WORLD);
    MPI_Reduce(&temperature, &lowest, 1, MPI_INT, MPI_MIN, root, MPI_COMM_WORLD);
    MPI_Reduce(&temperature, &highest, 1, MPI_INT, MPI_MAX, root, MPI_COMM_WORLD);
    say(rank, "reduce: sum %d, lowest %d, highest %d", sum, lowest, highest);

    mine.value = temperature; /* MINLOC and MAXLOC also say where; of equals, the lowest rank */
    mine.rank = rank;
    MPI_Reduce(&mine, &coldest, 1, MPI_2INT, MPI_MINLOC, root, MPI_COMM_WORLD);
    MPI_Reduce(&mine, &warmest, 1, MPI_2INT, MPI_MAXLOC, root, MPI_COMM_WORLD);
    MPI_Reduce(&two, &product, 1, MPI_DOUBLE, MPI_PROD, root, MPI_COMM_WORLD);
    if (rank == root) {
        say(rank, "coldest is rank %d with %d, warmest is rank %d with %d", coldest.rank,
            coldest.value, warmest.rank, warmest.value);
        say(rank, "each of us held 2, and the product is %.0f", product);
    }

    MPI_Allreduce(&temperature, &total, 1, MPI_INT, MPI_SUM,
                  MPI_COMM_WORLD); /* no root: all get it */
    say(rank, "allreduce: sum %d, so the mean is %.2f", total, (double)total / size);

    /* 0.1 is not exact in binary, so each addition rounds, and another order rounds otherwise. */
    for (int i = rank; i < ADDENDS; i += size)
        partial += 0.1;
    MPI_Reduce(&partial, &sum_of_doubles, 1, MPI_DOUBLE, MPI_SUM, root, MPI_COMM_WORLD);
    if (rank == root)
        say(rank, "840 times 0.1, in this order of adding: %.17g", sum_of_doubles);

    MPI_Finalize();
    return 0;
}
