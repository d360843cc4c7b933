/* All send to the right with MPI_Bsend, then wait in MPI_Buffer_detach for late receivers.
 *
 * at: 2 4
 */
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <stdlib.h>
#include <unistd.h>

enum { N = 8, LENGTH = 1000 };

int main(void)
{
    int rank, size, numbers[LENGTH], bytes;
    MPI_Init(NULL, NULL);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    bytes = N * ((int)sizeof numbers + MPI_BSEND_OVERHEAD);
    void *buffer = malloc((size_t)bytes);
    MPI_Buffer_attach(buffer, bytes);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < LENGTH; j++)
            numbers[j] = rank + i + j;
        MPI_Bsend(numbers, LENGTH, MPI_INT, (rank + 1) % size, 0, comm);
    }
    int left = (rank + size - 1) % size;
    if (rank == 0)
        usleep(700000);
    for (int i = 0; i < N; i++) {
        MPI_Recv(numbers, LENGTH, MPI_INT, left, 0, comm, MPI_STATUS_IGNORE);
        if (numbers[LENGTH - 1] != left + i + LENGTH - 1)
            MPI_Abort(comm, 1);
    }
    MPI_Buffer_detach(&buffer, &bytes);
    free(buffer);
    MPI_Finalize();
    return 0;
}
