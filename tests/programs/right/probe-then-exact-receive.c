/* Rank 0 probes for any source, learns who wrote how much, and receives exactly that message.
 * The receive names source, tag and count, and the words are filed by sender, not by arrival.
 *
 * at: 2 4
 */
#include <mpi.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    static const char *const words[] = {"", "tide", "harbour", "sea"};
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank > 0) {
        MPI_Send(words[rank], (int)strlen(words[rank]) + 1, MPI_CHAR, 0, rank, MPI_COMM_WORLD);
    }
    for (int i = 1; rank == 0 && i < size; i++) {
        int count, tag;
        MPI_Status status;

        MPI_Probe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_CHAR, &count);
        tag = status.MPI_TAG;
        char *word = malloc((size_t)count);
        MPI_Recv(word, count, MPI_CHAR, status.MPI_SOURCE, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (strcmp(word, words[tag]) != 0) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
        free(word);
    }
    MPI_Finalize();
    return 0;
}
