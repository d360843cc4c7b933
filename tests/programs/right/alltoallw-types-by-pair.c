/* In one MPI_Alltoallw some pairs of ranks exchange an int, the other pairs two doubles.
 * The type depends on rank + other, which both members of a pair work out alike.
 *
 * at: 2 3 4
 */
#include <mpi.h>
#include <stddef.h>

struct parcel {
    int pieces;
    double weights[2];
};

int main(int argc, char **argv)
{
    struct parcel out[4], in[4];
    int rank, size, counts[4], places[4];
    MPI_Datatype types[4];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int other = 0; other < size; other++) {
        int start = other * (int)sizeof(struct parcel);
        int whole = (rank + other) % 2 == 0;

        out[other] = (struct parcel){rank, {1.0 * rank, 0.5 * rank}};
        in[other] = (struct parcel){-1, {-1.0, -1.0}};
        counts[other] = whole ? 1 : 2;
        types[other] = whole ? MPI_INT : MPI_DOUBLE;
        places[other] = start + (int)(whole ? offsetof(struct parcel, pieces)
                                            : offsetof(struct parcel, weights));
    }
    MPI_Alltoallw(out, counts, places, types, in, counts, places, types, MPI_COMM_WORLD);
    for (int other = 0; other < size; other++) {
        int whole = (rank + other) % 2 == 0;

        if (in[other].pieces != (whole ? other : -1) ||
            in[other].weights[1] != (whole ? -1.0 : 0.5 * other)) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Finalize();
    return 0;
}
