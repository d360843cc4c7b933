/* Errors that would end the program, and calls before MPI_Init or after MPI_Finalize. */
#include "eyes/parts.h"

static const char *class_of(int code)
{
    static const struct {
        int class;
        const char *name;
    } classes[] = {{MPI_ERR_TRUNCATE, "truncate"}, {MPI_ERR_RANK, "rank"},
                   {MPI_ERR_TAG, "tag"},           {MPI_ERR_COUNT, "count"},
                   {MPI_ERR_TYPE, "type"},         {MPI_ERR_COMM, "communicator"},
                   {MPI_ERR_ROOT, "root"},         {MPI_ERR_OP, "operation"},
                   {MPI_ERR_BUFFER, "buffer"},     {MPI_ERR_REQUEST, "request"},
                   {MPI_ERR_GROUP, "group"},       {MPI_ERR_TOPOLOGY, "topology"},
                   {MPI_ERR_DIMS, "dimensions"},   {MPI_ERR_IN_STATUS, "in status"},
                   {MPI_ERR_ARG, "argument"}};
    int class = MPI_ERR_OTHER;
    PMPI_Error_class(code, &class);
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (classes[i].class == class)
            return classes[i].name;
    return "other";
}

/* NOLINTNEXTLINE(readability-non-const-parameter): MPI asks for such a function */
static void refused(MPI_Comm *comm, int *code, ...)
{
    (void)comm;
    char words[MPI_MAX_ERROR_STRING] = "";
    int length, size = eyes_call.comm ? eyes_call.comm->size : -1;
    if (eyes_asking)
        return;
    if (eyes_call.comm && eyes_call.comm->others > 0)
        size = eyes_call.comm->others;
    PMPI_Error_string(*code, words, &length);
    note("refused\t%s\t%#llx\t%s\t%d\t%d\t%d\t%lld\t%d\t%d\t%s\n",
         eyes_call.name ? eyes_call.name : "MPI", (unsigned long long)eyes_call.place,
         class_of(*code), eyes_call.dest, eyes_call.source, eyes_call.tag, eyes_call.count,
         eyes_call.root, size, words);
    eyes_log->status = 1;
    atomic_store(&eyes_log->phase, ABORTED);
    PMPI_Abort(MPI_COMM_WORLD, 1);
}

MPI_Errhandler eyes_handler(void)
{
    static MPI_Errhandler handler;
    static bool there;
    if (!there)
        PMPI_Comm_create_errhandler(refused, &handler);
    there = true;
    return handler;
}

void eyes_errors(void)
{
    PMPI_Comm_set_errhandler(MPI_COMM_WORLD, eyes_handler());
    PMPI_Comm_set_errhandler(MPI_COMM_SELF, eyes_handler());
}

void eyes_outside(const char *name, const void *place)
{
    int there = 0, gone = 0;
    PMPI_Initialized(&there);
    PMPI_Finalized(&gone);
    eyes_call = (struct open_call){.name = name, .place = (uint64_t)(uintptr_t)place};
    if (!there || gone)
        note("outside\t%s\t%s\t%#llx\n", gone ? "after" : "before", name,
             (unsigned long long)(uintptr_t)place);
}
