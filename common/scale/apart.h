/* Stands in front of a program that is simulated (scripts/scale): before and after each collective that times.awk
 * tells all meet, so that its time is not mixed with its neighbours'. The program itself is compiled as it is. The
 * simulator's mpi.h makes a macro of each call, which notes the line; so do these. */
#include <mpi.h>
#include <simgrid/actor.h>
#include <simgrid/engine.h>

/* Nobody leaves a barrier at the very moment at which the others do. So all agree on one that lies far ahead, and
 * sleep until then, which costs a simulation nothing. */
static inline int workbook_all_meet(int result, MPI_Comm comm)
{
    double now = simgrid_get_clock(), latest;
    smpi_trace_set_call_location("apart.h", 0); /* which is no part of the program */
    PMPI_Allreduce(&now, &latest, 1, MPI_DOUBLE, MPI_MAX, comm);
    sg_actor_sleep_until(latest + 100);
    return result;
}

#define APART(call, comm, ...)                                                                     \
    (smpi_trace_set_call_location(__FILE__, __LINE__), workbook_all_meet(0, comm),                 \
     smpi_trace_set_call_location(__FILE__, __LINE__),                                             \
     workbook_all_meet(call(__VA_ARGS__, comm), comm))

#undef MPI_Bcast
#undef MPI_Reduce
#undef MPI_Allreduce
#undef MPI_Allgather
#undef MPI_Allgatherv
#undef MPI_Alltoall
#undef MPI_Alltoallv
#undef MPI_Scan
#undef MPI_Exscan
#undef MPI_Scatter
#undef MPI_Scatterv
#undef MPI_Gather
#undef MPI_Gatherv
#define MPI_Bcast(a, b, c, d, comm) APART(PMPI_Bcast, comm, a, b, c, d)
#define MPI_Reduce(a, b, c, d, e, f, comm) APART(PMPI_Reduce, comm, a, b, c, d, e, f)
#define MPI_Allreduce(a, b, c, d, e, comm) APART(PMPI_Allreduce, comm, a, b, c, d, e)
#define MPI_Scan(a, b, c, d, e, comm) APART(PMPI_Scan, comm, a, b, c, d, e)
#define MPI_Exscan(a, b, c, d, e, comm) APART(PMPI_Exscan, comm, a, b, c, d, e)
#define MPI_Allgather(a, b, c, d, e, f, comm) APART(PMPI_Allgather, comm, a, b, c, d, e, f)
#define MPI_Allgatherv(a, b, c, d, e, f, g, comm) APART(PMPI_Allgatherv, comm, a, b, c, d, e, f, g)
#define MPI_Alltoall(a, b, c, d, e, f, comm) APART(PMPI_Alltoall, comm, a, b, c, d, e, f)
#define MPI_Alltoallv(a, b, c, d, e, f, g, h, comm)                                                \
    APART(PMPI_Alltoallv, comm, a, b, c, d, e, f, g, h)
#define MPI_Scatter(a, b, c, d, e, f, g, comm) APART(PMPI_Scatter, comm, a, b, c, d, e, f, g)
#define MPI_Scatterv(a, b, c, d, e, f, g, h, comm)                                                 \
    APART(PMPI_Scatterv, comm, a, b, c, d, e, f, g, h)
#define MPI_Gather(a, b, c, d, e, f, g, comm) APART(PMPI_Gather, comm, a, b, c, d, e, f, g)
#define MPI_Gatherv(a, b, c, d, e, f, g, h, comm) APART(PMPI_Gatherv, comm, a, b, c, d, e, f, g, h)
