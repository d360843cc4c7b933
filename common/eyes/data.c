#include "eyes/parts.h"

#include "eyes/typemap.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void add_part(struct parts *parts, const void *at, MPI_Aint offset, long long count,
              MPI_Datatype type)
{
    struct part *more = realloc(parts->part, (size_t)(parts->count + 1) * sizeof *more);
    if (!more)
        return;
    parts->part = more;
    more[parts->count++] = (struct part){(const char *)at + offset, count, type};
}

/* `n` of the same size, one after the other. */
static void add_row(struct parts *parts, int n, const void *at, long long count, MPI_Datatype type)
{
    MPI_Aint lower, extent = 0;
    if (type != MPI_DATATYPE_NULL)
        PMPI_Type_get_extent(type, &lower, &extent);
    for (int i = 0; i < n; i++)
        add_part(parts, at, (MPI_Aint)(i * count) * extent, count, type);
}

/* `n` of different sizes and places, in items; or, with types, in bytes. */
static void add_places(struct parts *parts, int n, const void *at, const int *counts,
                       const int *displs, MPI_Datatype type, const MPI_Datatype *types)
{
    MPI_Aint lower, extent = 1;
    if (!types && type != MPI_DATATYPE_NULL)
        PMPI_Type_get_extent(type, &lower, &extent);
    for (int i = 0; i < n && counts && displs; i++)
        add_part(parts, at, displs[i] * extent, counts[i], types ? types[i] : type);
}

/* The name of a collective without its MPI_, and without the I of one that does not block. */
static const char *family_of(const struct open_call *call)
{
    const char *name = call->name + strlen("MPI_");
    return call->starts && name[0] == 'I' ? name + 1 : name;
}

static bool is(const char *family, const char *name)
{
    size_t length = strlen(name);
    return strncasecmp(family, name, length) == 0 &&
           (family[length] == '\0' || strcmp(family + length, "_c") == 0);
}

/* What all ranks have to give alike: the signature of one reduction, or of each part of it. */
static bool is_reduction(const char *family)
{
    return is(family, "reduce") || is(family, "allreduce") || is(family, "scan") ||
           is(family, "exscan") || is(family, "reduce_scatter") ||
           is(family, "reduce_scatter_block");
}

void add_collective_parts(const struct given *g, struct parts *send, struct parts *receive)
{
    const char *family = family_of(&eyes_call);
    int n = eyes_call.comm->size, me = eyes_call.comm->rank, root = eyes_call.root;
    /* NOLINTNEXTLINE(performance-no-int-to-ptr) */
    bool sends = g->sendbuf != MPI_IN_PLACE, receives = g->recvbuf != MPI_IN_PLACE;
    if (is(family, "bcast")) {
        add_part(me == root ? send : receive, g->buf, 0, g->count, g->datatype);
    } else if (is(family, "reduce")) {
        if (sends)
            add_part(send, g->sendbuf, 0, g->count, g->datatype);
        if (me == root)
            add_part(receive, g->recvbuf, 0, g->count, g->datatype);
    } else if (is(family, "allreduce") || is(family, "scan") || is(family, "exscan")) {
        if (sends)
            add_part(send, g->sendbuf, 0, g->count, g->datatype);
        /* On rank 0 of MPI_Exscan nothing comes (MPI 4.0, 6.11.2). */
        if (me > 0 || !sends || !is(family, "exscan"))
            add_part(receive, g->recvbuf, 0, g->count, g->datatype);
    } else if (is(family, "reduce_scatter_block")) {
        if (sends)
            add_row(send, n, g->sendbuf, g->recvcount, g->datatype);
        add_part(receive, g->recvbuf, 0, g->recvcount, g->datatype);
    } else if (is(family, "reduce_scatter") && g->recvcounts) {
        long long sum = 0;
        for (int i = 0; i < n; i++)
            sum += g->recvcounts[i];
        if (sends)
            add_part(send, g->sendbuf, 0, sum, g->datatype);
        add_part(receive, g->recvbuf, 0, g->recvcounts[me], g->datatype);
    } else if (is(family, "gather") || is(family, "gatherv")) {
        if (sends)
            add_part(send, g->sendbuf, 0, g->sendcount, g->sendtype);
        if (me == root && is(family, "gather"))
            add_row(receive, n, g->recvbuf, g->recvcount, g->recvtype);
        else if (me == root)
            add_places(receive, n, g->recvbuf, g->recvcounts, g->displs, g->recvtype, NULL);
    } else if (is(family, "scatter") || is(family, "scatterv")) {
        if (me == root && is(family, "scatter"))
            add_row(send, n, g->sendbuf, g->sendcount, g->sendtype);
        else if (me == root)
            add_places(send, n, g->sendbuf, g->sendcounts, g->displs, g->sendtype, NULL);
        if (receives)
            add_part(receive, g->recvbuf, 0, g->recvcount, g->recvtype);
    } else if (is(family, "allgather") || is(family, "allgatherv")) {
        if (sends)
            add_part(send, g->sendbuf, 0, g->sendcount, g->sendtype);
        if (is(family, "allgather"))
            add_row(receive, n, g->recvbuf, g->recvcount, g->recvtype);
        else
            add_places(receive, n, g->recvbuf, g->recvcounts, g->displs, g->recvtype, NULL);
    } else if (is(family, "alltoall")) {
        if (sends)
            add_row(send, n, g->sendbuf, g->sendcount, g->sendtype);
        add_row(receive, n, g->recvbuf, g->recvcount, g->recvtype);
    } else if (is(family, "alltoallv") || is(family, "alltoallw")) {
        if (sends)
            add_places(send, n, g->sendbuf, g->sendcounts, g->sdispls, g->sendtype, g->sendtypes);
        add_places(receive, n, g->recvbuf, g->recvcounts, g->rdispls, g->recvtype, g->recvtypes);
    }
}

static void print_parts(FILE *to, const struct parts *parts)
{
    if (parts->count == 0)
        fputs("-", to);
    for (int i = 0; i < parts->count; i++) {
        if (i > 0)
            fputs("|", to);
        print_signature(to, parts->part[i].type, parts->part[i].count);
    }
}

char *signatures(const struct parts *parts)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    if (!to)
        return NULL;
    print_parts(to, parts);
    fclose(to);
    return text;
}

void note_collective(const struct given *g, const struct parts *send, const struct parts *receive)
{
    const char *family = family_of(&eyes_call);
    char *same = NULL, *sends = NULL, *receives = NULL;
    if (is_reduction(family)) {
        struct parts all = {0};
        if (is(family, "reduce_scatter"))
            for (int i = 0; g->recvcounts && i < eyes_call.comm->size; i++)
                add_part(&all, NULL, 0, g->recvcounts[i], g->datatype);
        else
            add_part(&all, NULL, 0, is(family, "reduce_scatter_block") ? g->recvcount : g->count,
                     g->datatype);
        same = signatures(&all);
        free(all.part);
    } else {
        sends = signatures(send);
        receives = signatures(receive);
    }
    if (fits_in())
        note("collective\t%d.%llu\t%s\t%s\t%s\n", eyes_call.thread,
             (unsigned long long)eyes_call.serial, same ? same : "-", sends ? sends : "-",
             receives ? receives : "-");
    free(same);
    free(sends);
    free(receives);
}
