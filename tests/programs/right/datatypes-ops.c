/* A column, a struct, a resized type and a reduction with an own operation; the last rank is late.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <stddef.h>
#include <unistd.h>

struct pair {
    char name;
    double value;
};

static void greater(void *in, void *inout, int *length, MPI_Datatype *type)
{
    struct pair *a = in, *b = inout;
    (void)type;
    for (int i = 0; i < *length; i++)
        if (a[i].value > b[i].value)
            b[i] = a[i];
}

int main(void)
{
    int rank, size, table[3][3] = {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}, got[3], lengths[2] = {1, 1};
    MPI_Aint places[2] = {offsetof(struct pair, name), offsetof(struct pair, value)};
    MPI_Datatype column, bare, pairs, types[2] = {MPI_CHAR, MPI_DOUBLE};
    MPI_Op op;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Type_vector(3, 1, 3, MPI_INT, &column);
    MPI_Type_commit(&column);
    MPI_Type_create_struct(2, lengths, places, types, &bare);
    MPI_Type_create_resized(bare, 0, sizeof(struct pair), &pairs);
    MPI_Type_commit(&pairs);
    MPI_Op_create(greater, 1, &op);
    if (rank == size - 1)
        usleep(600000);
    MPI_Sendrecv(&table[0][1], 1, column, (rank + 1) % size, 0, got, 3, MPI_INT, MPI_ANY_SOURCE, 0,
                 MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    struct pair mine[2] = {{'a', rank}, {(char)('a' + rank), -rank}}, best[2];
    MPI_Allreduce(mine, best, 2, pairs, op, MPI_COMM_WORLD);
    if (got[0] != 1 || got[1] != 4 || got[2] != 7 || best[0].value != size - 1 ||
        best[1].name != 'a')
        MPI_Abort(MPI_COMM_WORLD, 1);
    MPI_Op_free(&op);
    MPI_Type_free(&pairs);
    MPI_Type_free(&bare);
    MPI_Type_free(&column);
    MPI_Finalize();
    return 0;
}
