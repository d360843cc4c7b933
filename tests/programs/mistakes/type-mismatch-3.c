/* The even ranks pass an item, a number and a price, around a ring of their own.
 * The mistake: it is sent as an int and a float, but received as two ints.
 *
 * at 5: type-mismatch 0,2,4 MPI_Sendrecv A
 * simgrid: nothing; it takes two types of the same length for the same.
 */
#include <mpi.h>
#include <stddef.h>
#include <stdio.h>

struct item {
    int number;
    float price;
};

int main(void)
{
    struct item mine, got;
    int rank, me, size, next, prev, length[2] = {1, 1};
    MPI_Aint offset[2] = {offsetof(struct item, number), offsetof(struct item, price)};
    MPI_Datatype part[2] = {MPI_INT, MPI_FLOAT}, type;
    MPI_Comm ring;
    MPI_Status status;

    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2 == 0 ? 0 : MPI_UNDEFINED, rank, &ring);
    if (ring != MPI_COMM_NULL) {
        MPI_Type_create_struct(2, length, offset, part, &type);
        MPI_Type_commit(&type);
        MPI_Comm_rank(ring, &me);
        MPI_Comm_size(ring, &size);
        next = (me + 1) % size;
        prev = (me + size - 1) % size;
        mine.number = rank;
        mine.price = 1.5f * (float)rank;
        MPI_Sendrecv(&mine, 1, type, next, 0, &got, 2, MPI_INT, prev, 0, ring, &status); /* A */
        printf("rank %d got item %d at %.2f\n", rank, got.number, got.price);
        MPI_Type_free(&type);
        MPI_Comm_free(&ring);
    }
    MPI_Finalize();
    return 0;
}
