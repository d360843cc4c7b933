/* Signatures of data, as eyes/eyes.h describes them. */
#ifndef DIAGNOSE_SIGNATURES_H
#define DIAGNOSE_SIGNATURES_H

#include <stdbool.h>
#include <stddef.h>

/* Whether what is sent fits what is received (MPI 4.0, 3.3.1): the same types in the same order, and, if
 * `all`, as many. What is not known fits. */
bool fits(const char *sent, size_t sent_length, const char *received, size_t received_length,
          bool all);

/* The part of a list that has to do with a rank of the communicator; sets its length. NULL: it has none. */
const char *part_for(const char *list, int rank, size_t *length);

#endif
