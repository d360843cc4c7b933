/* Matrix times vector: the rows of the matrix are dealt out, the vector is known to all. */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

static double *new_vector(int n)
{
    double *v = calloc((size_t)n, sizeof *v);

    if (v == NULL) {
        fprintf(stderr, "out of memory\n");
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    return v;
}

int main(int argc, char **argv)
{
    int rank, size, n = 16;
    double *matrix = NULL, *result = NULL;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (n % size != 0) {
        if (rank == 0) {
            fprintf(stderr, "%d rows cannot be dealt to %d ranks\n", n, size);
        }
        MPI_Finalize();
        return 1;
    }

    int rows = n / size;
    double *band = new_vector(rows * n);
    double *x = new_vector(n);
    double *band_result = new_vector(rows);

    if (rank == 0) {
        matrix = new_vector(n * n);
        result = new_vector(n);
        for (int i = 0; i < n; i++) {
            x[i] = i + 1.0;
            for (int j = 0; j < n; j++) {
                matrix[i * n + j] = i == j ? 2.0 : 0.0;
            }
        }
    }
    MPI_Bcast(x, n, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    MPI_Scatter(matrix, rows * n, MPI_DOUBLE, band, rows * n, MPI_DOUBLE, 0, MPI_COMM_WORLD);

    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < n; j++) {
            band_result[i] += band[i * n + j] * x[j];
        }
    }
    MPI_Gather(band_result, rows, MPI_DOUBLE, result, n, MPI_DOUBLE, 0, MPI_COMM_WORLD);

    if (rank == 0) {
        for (int i = 0; i < n; i++) {
            printf("%6.1f%s", result[i], (i + 1) % 8 == 0 ? "\n" : " ");
        }
        free(matrix);
        free(result);
    }
    free(band);
    free(x);
    free(band_result);
    MPI_Finalize();
    return 0;
}
