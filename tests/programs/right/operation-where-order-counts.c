/* The user's operation chains steps "times factor, plus offset"; it is associative but does not
 * commute. MPI keeps the order of the ranks for it, so the result is always the same.
 *
 * at: 1 4 7
 */
#include <mpi.h>

struct step {
    int factor, offset;
};

static void chain(void *in, void *inout, int *count, MPI_Datatype *type)
{
    struct step *first = in, *second = inout;

    (void)type;
    for (int i = 0; i < *count; i++) {
        second[i].offset += second[i].factor * first[i].offset;
        second[i].factor *= first[i].factor;
    }
}

int main(int argc, char **argv)
{
    int rank, size, value = 1;
    MPI_Datatype type;
    MPI_Op op;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Type_contiguous(2, MPI_INT, &type);
    MPI_Type_commit(&type);
    MPI_Op_create(chain, 0, &op);
    struct step mine = {2 + rank % 2, rank}, whole;
    MPI_Allreduce(&mine, &whole, 1, type, op, MPI_COMM_WORLD);
    MPI_Op_free(&op);
    MPI_Type_free(&type);
    for (int i = 0; i < size; i++) {
        value = (2 + i % 2) * value + i;
    }
    if (whole.factor + whole.offset != value) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}
