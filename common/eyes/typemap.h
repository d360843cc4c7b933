/* What a datatype is made of (MPI 4.0, 5.1.13): its basic types, where they lie and in which order. */
#ifndef EYES_TYPEMAP_H
#define EYES_TYPEMAP_H

#include <mpi.h>
#include <stdbool.h>
#include <stdio.h>

#pragma GCC visibility push(hidden)

/* Told of `count` items of a basic type that lie one after the other, `at` bytes from where the buffer
 * begins; returns false to end it. */
typedef bool visitor(void *to, MPI_Datatype basic, MPI_Aint at, long long count);

/* Visits `count` items of a type in the order of its type map. False: it was ended, or the type is made in
 * a way that is not understood, or of too many pieces. */
bool visit_items(MPI_Datatype type, long long count, visitor *visit, void *to);

/* Prints the signature of so many items, as eyes.h describes it. */
void print_signature(FILE *to, MPI_Datatype type, long long count);

#pragma GCC visibility pop

#endif
