/* The operations of reductions. The log has their places in this list. */
#ifndef MPI_OPERATIONS_H
#define MPI_OPERATIONS_H

static const char *const operation_names[] = {
    "",         "MPI_SUM",  "MPI_PROD", "MPI_MAX",  "MPI_MIN",    "MPI_LAND",   "MPI_LOR",
    "MPI_LXOR", "MPI_BAND", "MPI_BOR",  "MPI_BXOR", "MPI_MAXLOC", "MPI_MINLOC", "one of its own"};
enum { OPERATIONS = sizeof operation_names / sizeof operation_names[0] };

#endif
