#include "record/recorder.h"

#include "machines/carry.h"
#include "record/prints.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

struct rank_log *run;
const char *directory;

/* --- the end --- */

static void leave_process(int status)
{
    if (!run || run->pid != getpid())
        return;
    if (run->phase == RUNNING || run->phase == STARTING) {
        run->status = status;
        /* In the middle of a call it is MPI that ends the process, because of an error. */
        atomic_store(&run->phase, self && self->state == INSIDE ? ABORTED : LEFT);
        if (self)
            self->state = UNSURE;
    }
    wait_for_carrier();
}

static void at_exit(int status, void *nothing)
{
    (void)nothing;
    leave_process(status);
}

void _exit(int status)
{
    leave_process(status);
    for (;;)
        syscall(SYS_exit_group, status);
}

void _Exit(int status)
{
    _exit(status);
}

static void die(int signal, siginfo_t *info, void *context)
{
    const ucontext_t *at = context;
    (void)info;
    if (run && run->pid == getpid() && run->phase != DIED) {
#if defined(__x86_64__)
        run->died = (uint64_t)at->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
        run->died = at->uc_mcontext.pc;
#else
        (void)at;
#endif
        run->status = signal;
        atomic_store(&run->phase, DIED);
        wait_for_carrier();
    }
    raise(signal); /* as if we had not been here: the handler was reset */
}

static void catch_deaths(void)
{
    const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct sigaction old,
            ours = {.sa_sigaction = die, .sa_flags = SA_SIGINFO | (int)SA_RESETHAND | SA_ONSTACK};
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
            sigaction(signals[i], &ours, NULL);
    }
}

/* --- the beginning --- */

static int number_in(const char *const *names)
{
    for (; *names; names++) {
        const char *value = getenv(*names);
        if (value)
            return atoi(value);
    }
    return -1;
}

/* A child of fork shares the log, but is no rank. */
static void forget_run(void)
{
    if (carrier >= 0)
        close(carrier);
    carrier = -1;
    run = NULL;
    directory = NULL;
    note_prints(-1);
    if (self)
        self->state = UNSURE;
}

__attribute__((constructor)) static void look_for_directory(void)
{
    directory = getenv("TRACE_DIRECTORY");
    if (directory && !*directory)
        directory = NULL;
    if (directory) {
        watch_threads();
        pthread_atfork(NULL, NULL, forget_run);
    }
}

/* TRACE_PAUSES=N stops a rank, now and then, for up to N ms where it could matter to who looks on: for
 * trying the watcher. Each thread so often, and then no more. */
int pauses;
enum { PAUSES = 50 };

void pause_or_not(void)
{
    static _Thread_local uint64_t state;
    static _Thread_local int paused;
    if (paused == PAUSES)
        return;
    state = mix(state, ticks());
    if (state % 16 == 0 && ++paused)
        nanosleep(&(struct timespec){.tv_nsec = (long)(mix(state, 1) % (uint64_t)pauses * 1000000)},
                  NULL);
}

void open_log(void)
{
    if (!directory || run)
        return;
    int rank = number_in((const char *const[]){"PMI_RANK", "OMPI_COMM_WORLD_RANK", "PMIX_RANK",
                                               "SLURM_PROCID", NULL});
    int size =
        number_in((const char *const[]){"PMI_SIZE", "OMPI_COMM_WORLD_SIZE", "SLURM_NTASKS", NULL});
    struct rank_log *log;
    carrier = number_in((const char *const[]){CARRIER, NULL});
    if (rank < 0 && carrier >= 0)
        return;
    if (rank < 0) /* the launcher does not tell: see name_files */
        rank = -getpid();
    if (carrier >= 0)
        fcntl(carrier, F_SETFD, FD_CLOEXEC); /* what the program starts is no rank */
    int file = new_file(rank, "");
    if (file < 0)
        return;
    log = map_file(file, 0, sizeof *log);
    if (!log) {
        remove_file(rank);
        close(file);
        return;
    }
    log->rank = rank;
    log->size = size;
    log->pid = getpid();
    gethostname(log->host, sizeof log->host - 1);
    ssize_t length = readlink("/proc/self/exe", log->program, sizeof log->program - 1);
    log->program[length < 0 ? 0 : length] = '\0';
    log->version = LOG_VERSION;
    log->bytes = sizeof *log;
    log->threads = threads_of_program();
    log->clock[0].ticks = ticks();
    log->clock[0].ns = nanoseconds();
    memcpy(log->magic, "MPILOG", 7);
    if (carrier >= 0)
        tell_carrier(file, "");
    close(file);
    run = log;
    note_prints(new_file(rank, ".out"));
    LOOK(eyes_open(run, new_file(rank, ".notes")));
    on_exit(at_exit, NULL);
    begin_workarounds();
    pauses = number_in((const char *const[]){"TRACE_PAUSES", NULL}) % 1000;
}

/* The attributes of MPI_COMM_SELF are deleted first in MPI_Finalize, in reverse order, and the program's
 * functions for that may send and receive (MPI 4.0, 11.2.4). Ours was set first: after it none comes. */
static int last_callback(MPI_Comm comm, int key, void *value, void *extra)
{
    (void)comm, (void)key, (void)value, (void)extra;
    LOOK(eyes_close());
    atomic_store(&run->done, 1);
    return MPI_SUCCESS;
}

/* Names the files of a log that was begun as that of rank `from`, before MPI told the rank. If another process has
 * that rank already, each is alone, and one log of them is enough. */
static void name_files(int from, int rank)
{
    static const char *const suffixes[] = {".0", ".out", ".notes", ""};
    char old[4200], new[4200];
    for (int i = 0; i < 4; i++) {
        snprintf(old, sizeof old, "%s/rank-%d%s", directory, from, suffixes[i]);
        snprintf(new, sizeof new, "%s/rank-%d%s", directory, rank, suffixes[i]);
        if (link(old, new) == 0 || errno == EEXIST)
            unlink(old);
    }
}

void after_init(void)
{
    int level = MPI_THREAD_SINGLE, begun_as = run->rank;
    PMPI_Comm_rank(MPI_COMM_WORLD, &run->rank);
    PMPI_Comm_size(MPI_COMM_WORLD, &run->size);
    PMPI_Query_thread(&level);
    run->multiple = level == MPI_THREAD_MULTIPLE;
    note_world();
    note_types();
    note_modules();
    int key;
    PMPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, last_callback, &key, NULL);
    PMPI_Comm_set_attr(MPI_COMM_SELF, key, NULL);
    PMPI_Comm_free_keyval(&key); /* which happens when no attribute has it any more */
    look_for_python();
    catch_deaths();
    run->clock[1].ticks = ticks();
    run->clock[1].ns = nanoseconds();
    LOOK(eyes_errors());
    atomic_store(&run->phase, RUNNING);
    if (begun_as < 0)
        name_files(begun_as, run->rank);
}
