/* Rank 0 sends by the large-count call and the others receive by the ordinary one; the type comes
 * from MPI_Type_match_size, is predefined and must be neither committed nor freed.
 *
 * at: 2 4
 */
#include <mpi.h>

#define DAYS 6

int main(int argc, char **argv)
{
    int rank, size, count = 0;
    double rain[DAYS] = {0.0};
    MPI_Datatype real;
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Type_match_size(MPI_TYPECLASS_REAL, sizeof(double), &real);
    if (rank == 0) {
        rain[DAYS - 1] = 4.5;
        for (int dest = 1; dest < size; dest++) {
#if MPI_VERSION >= 4
            MPI_Send_c(rain, (MPI_Count)DAYS, real, dest, 0, MPI_COMM_WORLD);
#else
            MPI_Send(rain, DAYS, real, dest, 0, MPI_COMM_WORLD);
#endif
        }
    } else {
        MPI_Recv(rain, DAYS, real, 0, 0, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, real, &count);
        if (count != DAYS || rain[DAYS - 1] != 4.5) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    MPI_Finalize();
    return 0;
}
