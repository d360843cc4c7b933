/* The sender's struct holds the station first, the receiver's holds the degrees first. Each type
 * lists its members in the order int, double, so the signatures agree although the layouts do not.
 *
 * at: 2
 */
#include <mpi.h>
#include <stddef.h>

struct reading {
    int station;
    double degrees;
};
struct entry {
    double degrees;
    int station;
};

static MPI_Datatype make_type(MPI_Aint station, MPI_Aint degrees)
{
    int lengths[2] = {1, 1};
    MPI_Aint places[2] = {station, degrees};
    MPI_Datatype parts[2] = {MPI_INT, MPI_DOUBLE}, type;

    MPI_Type_create_struct(2, lengths, places, parts, &type);
    MPI_Type_commit(&type);
    return type;
}

int main(int argc, char **argv)
{
    int rank;
    MPI_Datatype type;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        struct reading reading = {7, 18.5};
        type = make_type(offsetof(struct reading, station), offsetof(struct reading, degrees));
        MPI_Send(&reading, 1, type, 1, 0, MPI_COMM_WORLD);
    } else {
        struct entry entry;
        type = make_type(offsetof(struct entry, station), offsetof(struct entry, degrees));
        MPI_Recv(&entry, 1, type, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (entry.station != 7 || entry.degrees != 18.5) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Type_free(&type);
    MPI_Finalize();
    return 0;
}
