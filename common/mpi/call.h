/* What calls.table says of a call, by its number in the log. */
#ifndef MPI_CALL_H
#define MPI_CALL_H

#include "mpi/kinds.h"

/* Numbers from here on are of calls that are not in calls.table; their names are in the log of the rank. */
enum { OTHER_CALLS = 1024 };

/* Set it for a strict run, in which nobody leaves a blocking collective before all have come. */
extern bool all_wait_for_all;

enum kind kind_of_call(int call);

/* NULL: the call is not in calls.table. */
const char *name_in_table(int call);

/* Whether it starts something that another call completes (MPI_Irecv, MPI_Recv_init). */
bool is_nonblocking(int call);

/* Whether it makes a request that MPI_Start starts (MPI_Recv_init). */
bool makes_persistent(int call);

#endif
