/* Word count: rank 0 deals out the lines of a poem, the other ranks count the words.
 *
 * at: 3
 */
#include <ctype.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TAG_LINE 1
#define TAG_END 2

static const char *const poem[] = {
    "The sea is calm to-night.",
    "",
    "The tide is full, the moon lies fair",
    "Upon the straits;",
    "on the French coast the light gleams and is gone",
};

static int count_words(const char *line)
{
    int words = 0, inside = 0;

    for (; *line != '\0'; line++) {
        int space = isspace((unsigned char)*line) != 0;
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

static int count_lines_sent_by(int source)
{
    int words = 0;
    MPI_Status status;

    for (;;) {
        int length;

        MPI_Probe(source, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_CHAR, &length);
        char *line = malloc((size_t)length + 1);
        MPI_Recv(line, length, MPI_CHAR, source, status.MPI_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        line[length] = '\0';
        words += count_words(line);
        free(line);
        if (status.MPI_TAG == TAG_END) {
            return words;
        }
    }
}

int main(int argc, char **argv)
{
    int rank, size, words = 0, total = 0;
    int lines = (int)(sizeof poem / sizeof poem[0]);

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    if (rank > 0) {
        words = count_lines_sent_by(0);
    } else if (size > 1) {
        for (int i = 0; i < lines; i++) {
            MPI_Send(poem[i], (int)strlen(poem[i]), MPI_CHAR, 1 + i % (size - 1), TAG_LINE,
                     MPI_COMM_WORLD);
        }
        for (int dest = 1; dest < size; dest++) {
            MPI_Send("", 0, MPI_CHAR, dest, TAG_END, MPI_COMM_WORLD);
        }
    }
    MPI_Reduce(&words, &total, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        printf("%d words in %d lines\n", total, lines);
    }
    MPI_Finalize();
    return 0;
}
