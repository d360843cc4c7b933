/* Matrix times vector, the matrix dealt out by blocks of columns.
 *
 * at: 4
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

#define N 8

int main(int argc, char **argv)
{
    int rank, size;
    double matrix[N][N], x[N], result[N] = {0.0};
    MPI_Datatype column_block;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (N % size != 0) {
        fprintf(stderr, "rank %d: the number of ranks must divide %d\n", rank, N);
        MPI_Finalize();
        return 1;
    }

    int columns = N / size;
    double *block = malloc((size_t)(N * columns) * sizeof *block);
    MPI_Irecv(block, N * columns, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, &request);

    if (rank == 0) {
        MPI_Type_vector(N, columns, N, MPI_DOUBLE, &column_block);
        MPI_Type_commit(&column_block);
        for (int i = 0; i < N; i++) {
            x[i] = 1.0 + i;
            for (int j = 0; j < N; j++) {
                matrix[i][j] = i >= j ? 1.0 : 0.0;
            }
        }
        for (int dest = 0; dest < size; dest++) {
            MPI_Send(&matrix[0][dest * columns], 1, column_block, dest, 0, MPI_COMM_WORLD);
        }
        MPI_Type_free(&column_block);
        MPI_Bcast(x, N, MPI_DOUBLE, 0, MPI_COMM_WORLD);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    } else {
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        MPI_Bcast(x, N, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    }

    for (int i = 0; i < N; i++) {
        for (int j = 0; j < columns; j++) {
            result[i] += block[i * columns + j] * x[rank * columns + j];
        }
    }
    if (rank == 0) {
        MPI_Reduce(MPI_IN_PLACE, result, N, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
        for (int i = 0; i < N; i++) {
            printf("%6.1f%s", result[i], i == N - 1 ? "\n" : "");
        }
    } else {
        MPI_Reduce(result, NULL, N, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    }

    free(block);
    MPI_Finalize();
    return 0;
}
