#include "eyes/typemap.h"

#include <stdlib.h>
#include <string.h>

enum { PIECES = 1 << 16, RUNS = 32 };

struct walk {
    visitor *visit;
    void *to;
    int pieces;
};

/* A datatype is a tree, so is the walk. NOLINTBEGIN(misc-no-recursion) */
static bool walk_items(struct walk *walk, MPI_Datatype type, long long count, MPI_Aint at);

/* The constructor and the arguments of a type, as MPI_Type_get_contents gives them. */
struct contents {
    int combiner, integers, addresses, types;
    int *integer;
    MPI_Aint *address;
    MPI_Datatype *type;
};

static MPI_Aint extent_of(MPI_Datatype type)
{
    MPI_Aint lower, extent = 0;
    PMPI_Type_get_extent(type, &lower, &extent);
    return extent;
}

/* A block of the array, dimension by dimension; `step` is what one item of this dimension takes. */
static bool walk_subarray(struct walk *walk, const struct contents *c, int dimension, MPI_Aint at)
{
    int dimensions = c->integer[0];
    const int *sizes = c->integer + 1, *subsizes = sizes + dimensions,
              *starts = subsizes + dimensions;
    bool c_order = c->integer[1 + 3 * dimensions] == MPI_ORDER_C;
    MPI_Aint step = extent_of(c->type[0]);
    int this = c_order ? dimension : dimensions - 1 - dimension;
    for (int d = dimension + 1; d < dimensions; d++)
        step *= sizes[c_order ? d : dimensions - 1 - d];
    at += starts[this] * step;
    if (dimension == dimensions - 1)
        return walk_items(walk, c->type[0], subsizes[this], at);
    for (int i = 0; i < subsizes[this]; i++)
        if (!walk_subarray(walk, c, dimension + 1, at + i * step))
            return false;
    return true;
}

/* One item of a derived type. */
static bool walk_item(struct walk *walk, const struct contents *c, MPI_Aint at)
{
    const int *n = c->integer;
    MPI_Aint extent = extent_of(c->type[0]);
    bool well = true;
    switch (c->combiner) {
    case MPI_COMBINER_DUP:
    case MPI_COMBINER_RESIZED:
        return walk_items(walk, c->type[0], 1, at);
    case MPI_COMBINER_CONTIGUOUS:
        return walk_items(walk, c->type[0], n[0], at);
    case MPI_COMBINER_VECTOR:
        for (int i = 0; i < n[0] && well; i++)
            well = walk_items(walk, c->type[0], n[1], at + (MPI_Aint)i * n[2] * extent);
        return well;
    case MPI_COMBINER_HVECTOR:
        for (int i = 0; i < n[0] && well; i++)
            well = walk_items(walk, c->type[0], n[1], at + i * c->address[0]);
        return well;
    case MPI_COMBINER_INDEXED:
        for (int i = 0; i < n[0] && well; i++)
            well = walk_items(walk, c->type[0], n[1 + i], at + n[1 + n[0] + i] * extent);
        return well;
    case MPI_COMBINER_INDEXED_BLOCK:
        for (int i = 0; i < n[0] && well; i++)
            well = walk_items(walk, c->type[0], n[1], at + n[2 + i] * extent);
        return well;
    case MPI_COMBINER_HINDEXED:
    case MPI_COMBINER_STRUCT:
        for (int i = 0; i < n[0] && well; i++)
            well = walk_items(walk, c->type[c->combiner == MPI_COMBINER_STRUCT ? i : 0], n[1 + i],
                              at + c->address[i]);
        return well;
    case MPI_COMBINER_HINDEXED_BLOCK:
        for (int i = 0; i < n[0] && well; i++)
            well = walk_items(walk, c->type[0], n[1], at + c->address[i]);
        return well;
    case MPI_COMBINER_SUBARRAY:
        return walk_subarray(walk, c, 0, at);
    default:
        return false;
    }
}

static bool walk_items(struct walk *walk, MPI_Datatype type, long long count, MPI_Aint at)
{
    struct contents c = {0};
    if (count == 0)
        return true;
    if (type == MPI_DATATYPE_NULL || count < 0 ||
        PMPI_Type_get_envelope(type, &c.integers, &c.addresses, &c.types, &c.combiner))
        return false;
    if (c.combiner == MPI_COMBINER_NAMED) {
        int size = 0;
        PMPI_Type_size(type, &size);
        /* MPI_UB and MPI_LB of MPI-1 are no data. */
        return size == 0 || (++walk->pieces < PIECES && walk->visit(walk->to, type, at, count));
    }
    c.integer = calloc((size_t)c.integers + 1, sizeof *c.integer);
    c.address = calloc((size_t)c.addresses + 1, sizeof *c.address);
    c.type = calloc((size_t)c.types + 1, sizeof(MPI_Datatype));
    bool well = c.integer && c.address && c.type && c.types > 0 &&
                PMPI_Type_get_contents(type, c.integers, c.addresses, c.types, c.integer, c.address,
                                       c.type) == MPI_SUCCESS;
    bool got = well;
    MPI_Aint extent = extent_of(type);
    for (long long i = 0; i < count && well; i++)
        well = ++walk->pieces < PIECES && walk_item(walk, &c, at + (MPI_Aint)i * extent);
    for (int i = 0; i < c.types && got; i++) {
        int integers, addresses, types, combiner = MPI_COMBINER_NAMED;
        PMPI_Type_get_envelope(c.type[i], &integers, &addresses, &types, &combiner);
        if (combiner != MPI_COMBINER_NAMED)
            PMPI_Type_free(&c.type[i]); /* MPI_Type_get_contents has given us one of our own */
    }
    free(c.integer);
    free(c.address);
    free(c.type);
    return well;
}

/* NOLINTEND(misc-no-recursion) */
bool visit_items(MPI_Datatype type, long long count, visitor *visit, void *to)
{
    struct walk walk = {visit, to, 0};
    return walk_items(&walk, type, count, 0);
}

/* --- signatures --- */

struct signature {
    int runs;
    struct {
        char name[MPI_MAX_OBJECT_NAME];
        long long count;
    } run[RUNS];
};

static bool add_run(struct signature *signature, const char *name, long long count)
{
    if (signature->runs == 0 || strcmp(signature->run[signature->runs - 1].name, name) != 0) {
        if (signature->runs == RUNS)
            return false;
        snprintf(signature->run[signature->runs].name, MPI_MAX_OBJECT_NAME, "%s", name);
        signature->run[signature->runs++].count = 0;
    }
    signature->run[signature->runs - 1].count += count;
    return true;
}

/* Types that have two names count as one; those of MPI_MINLOC and MPI_MAXLOC are pairs (MPI 4.0, 6.9.4). */
static bool add_basic(void *to, MPI_Datatype basic, MPI_Aint at, long long count)
{
    static const char *const same[][2] = {{"MPI_INT32_T", "MPI_INT"},
                                          {"MPI_UINT32_T", "MPI_UNSIGNED"},
                                          {"MPI_INT64_T", "MPI_LONG"},
                                          {"MPI_LONG_LONG_INT", "MPI_LONG"},
                                          {"MPI_LONG_LONG", "MPI_LONG"},
                                          {"MPI_AINT", "MPI_LONG"},
                                          {"MPI_COUNT", "MPI_LONG"},
                                          {"MPI_OFFSET", "MPI_LONG"},
                                          {"MPI_UINT64_T", "MPI_UNSIGNED_LONG"},
                                          {"MPI_UNSIGNED_LONG_LONG", "MPI_UNSIGNED_LONG"},
                                          {"MPI_INT16_T", "MPI_SHORT"},
                                          {"MPI_UINT16_T", "MPI_UNSIGNED_SHORT"},
                                          {"MPI_INT8_T", "MPI_SIGNED_CHAR"},
                                          {"MPI_UINT8_T", "MPI_UNSIGNED_CHAR"}};
    static const char *const pairs[][2] = {{"MPI_FLOAT_INT", "MPI_FLOAT"},
                                           {"MPI_DOUBLE_INT", "MPI_DOUBLE"},
                                           {"MPI_LONG_INT", "MPI_LONG"},
                                           {"MPI_SHORT_INT", "MPI_SHORT"},
                                           {"MPI_LONG_DOUBLE_INT", "MPI_LONG_DOUBLE"},
                                           {"MPI_2INT", "MPI_INT"}};
    struct signature *signature = to;
    char name[MPI_MAX_OBJECT_NAME] = "";
    int length;
    (void)at;
    PMPI_Type_get_name(basic, name, &length);
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        if (strcmp(name, same[i][0]) == 0)
            return add_run(signature, same[i][1], count);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (strcmp(name, pairs[i][0]) != 0)
            continue;
        for (long long k = 0; k < count; k++)
            if (!add_run(signature, pairs[i][1], 1) || !add_run(signature, "MPI_INT", 1))
                return false;
        return true;
    }
    /* A program may have given it another name. */
    return strncmp(name, "MPI_", 4) == 0 && !strpbrk(name, " \t|") &&
           add_run(signature, name, count);
}

void print_signature(FILE *to, MPI_Datatype type, long long count)
{
    struct signature one = {0};
    if (count == 0) {
        fputs("0", to);
        return;
    }
    if (!visit_items(type, 1, add_basic, &one)) {
        fputs("?", to);
        return;
    }
    if (one.runs == 0) {
        fputs("0", to);
        return;
    }
    if (one.runs == 1)
        one.run[0].count *= count;
    else if (count > 1)
        fprintf(to, "%lld x ", count);
    for (int i = 0; i < one.runs; i++)
        fprintf(to, "%s%lld %s", i > 0 ? " " : "", one.run[i].count, one.run[i].name);
}
