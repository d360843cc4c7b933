/* Exercise 8.3, build: the gauges of a river country.
 *
 * Each rank is a town with a gauge that has measured the water every hour for three years. Roads
 * join some of the towns: road(a, b) says which. Two towns that a road joins are neighbours.
 * Each town sends all its levels in one message to each neighbour, and receives theirs. It adds
 * up its own levels and theirs, hour by hour. Then it prints in which hour the sum is highest
 * (the first such hour), and that sum:
 *     rank R: neighbours: N, highest in hour H: S cm
 * Write add_neighbours(). All towns send first and receive afterwards. So send with MPI_Bsend,
 * and with no other call. Each rank attaches one buffer once, with room for all that it sends
 * (or for one message, if it has no neighbours), and detaches it once. No collective call is
 * needed.
 *
 * Run it:   make run PROG=work/08-buffered/3-gauges.c NP=4 ARGS=1    (ARGS: other years)
 * See it:   make trace PROG=work/08-buffered/3-gauges.c NP=4
 * Check it: make check-8       A hint: make hint-8
 */
#include "workbook.h"

enum { HOURS = 3 * 8760, LEVELS = 83 };

static bool road(int a, int b)
{
#if defined WRONG_5 /* as if there were roads to the next towns alone: right up to three ranks */
    return a - b == 1 || b - a == 1;
#else
    return a - b == 1 || b - a == 1 || (a != b && (a + b) % 4 == 0);
#endif
}

static void measure(int seed, int town, int *levels)
{
    unsigned rain = (unsigned)seed * 7919 + (unsigned)town * 104729;
    for (int hour = 0; hour < HOURS; hour++) {
        rain = rain * 1664525 + 1013904223;
        levels[hour] = 100 + (hour + town * 37) % 600 + (int)((rain >> 20) % 300);
    }
}

/* Adds to sum what the neighbours have measured. Returns how many neighbours there are. */
static int add_neighbours(const int *mine, int *sum, int rank, int size)
{
    int neighbours = 0;
#if defined SOLUTION || defined WRONG_3 || defined WRONG_5
    static int theirs[HOURS];
    int packed, room;
    for (int town = 0; town < size; town++)
        neighbours += road(rank, town);
#if defined WRONG_3 /* as many bytes as there are integers */
    packed = HOURS;
#else
    MPI_Pack_size(HOURS, MPI_INT, MPI_COMM_WORLD, &packed);
#endif
    room = (neighbours > 0 ? neighbours : 1) * (packed + MPI_BSEND_OVERHEAD);
    void *buffer = malloc((size_t)room);
    MPI_Buffer_attach(buffer, room);
    for (int dest = 0; dest < size; dest++)
        if (road(rank, dest))
            MPI_Bsend(mine, HOURS, MPI_INT, dest, LEVELS, MPI_COMM_WORLD);
    for (int source = 0; source < size; source++) {
        if (!road(rank, source))
            continue;
        MPI_Recv(theirs, HOURS, MPI_INT, source, LEVELS, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int hour = 0; hour < HOURS; hour++)
            sum[hour] += theirs[hour];
    }
    MPI_Buffer_detach(&buffer, &room);
    free(buffer);
#elif defined WRONG_1
    (void)mine, (void)sum, (void)rank, (void)size;
#elif defined WRONG_2 /* standard sends, and no buffer */
    static int theirs[HOURS];
    for (int dest = 0; dest < size; dest++)
        if (road(rank, dest))
            MPI_Send(mine, HOURS, MPI_INT, dest, LEVELS, MPI_COMM_WORLD);
    for (int source = 0; source < size; source++) {
        if (!road(rank, source))
            continue;
        neighbours++;
        MPI_Recv(theirs, HOURS, MPI_INT, source, LEVELS, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int hour = 0; hour < HOURS; hour++)
            sum[hour] += theirs[hour];
    }
#else
    /* Your lines. */
    (void)mine, (void)sum, (void)rank, (void)size, (void)road; /* until they are used */
#endif
    return neighbours;
}

int main(int argc, char **argv)
{
    static int mine[HOURS], sum[HOURS];
    int rank, size, highest = 0;
    int seed = argc > 1 ? atoi(argv[1]) % 10000 : 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    measure(seed, rank, mine);
    memcpy(sum, mine, sizeof sum);
    int neighbours = add_neighbours(mine, sum, rank, size);
#if defined WRONG_1 /* reads the neighbours' gauges itself: no message at all */
    for (int town = 0; town < size; town++) {
        if (!road(rank, town))
            continue;
        neighbours++;
        measure(seed, town, mine);
        for (int hour = 0; hour < HOURS; hour++)
            sum[hour] += mine[hour];
    }
#endif
#if defined WRONG_4 /* what it printed once */
    (void)highest, (void)neighbours;
    say(rank, "neighbours: 3, highest in hour 20988: 3204 cm");
#else
    for (int hour = 1; hour < HOURS; hour++)
        if (sum[hour] > sum[highest])
            highest = hour;
    say(rank, "neighbours: %d, highest in hour %d: %d cm", neighbours, highest, sum[highest]);
#endif
    MPI_Finalize();
    return 0;
}
