#include "record/recorder.h"

#include "record/real.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <threads.h>
#include <unistd.h>

enum { PCONTROL_ONLY_LOOKS = 4711 };

_Thread_local struct thread *self;
atomic_flag locked = ATOMIC_FLAG_INIT;
static _Thread_local enum { NOT_COUNTED, COUNTED, ONLY_LOOKS } counted;
static atomic_int program_threads = 1;
static pthread_key_t at_thread_end;

int threads_of_program(void)
{
    return program_threads;
}

static void count_threads(int more)
{
    int now = atomic_fetch_add(&program_threads, more) + more;
    if (run)
        atomic_store(&run->threads, now);
}

static void end_thread(void *thread)
{
    if (counted == COUNTED)
        count_threads(-1);
    counted = NOT_COUNTED;
    (void)thread;
}

struct thread *new_thread(void)
{
    static struct thread threads[THREADS];
    static atomic_int used;
    static _Thread_local bool refused;
    char suffix[16];
    int number = refused ? THREADS : atomic_fetch_add(&used, 1);
    if (number >= THREADS) {
        refused = true;
        run->full = 1;
        return NULL;
    }
    struct thread *thread = &threads[number];
    thread->number = number;
    thread->now = &run->now[number];
    thread->call = &thread->now->calls[0];
    thread->before = &thread->now->calls[1];
    thread->now->tid = (int32_t)syscall(SYS_gettid);
    snprintf(suffix, sizeof suffix, ".%d", number);
    thread->file = new_file(run->rank, suffix);
    atomic_store(&thread->now->used, 1);
    return self = thread;
}

/* Whether a thread belongs to a library that never calls MPI, because it is below MPI or only calculates. */
static bool helps(const void *start)
{
    static const char *const helpers[] = {"libucs",     "libuct",      "libucp",      "libucm",
                                          "libmpi.so",  "libmpich.so", "libopen-pal", "libopen-rte",
                                          "mca_",       "libpmix",     "libevent",    "libhwloc",
                                          "libfabric",  "libopenblas", "libblis",     "librdmacm",
                                          "libibverbs", "libnuma",     "libpsm"};
    Dl_info info;
    if (!dladdr(start, &info) || !info.dli_fname)
        return false;
    const char *name = strrchr(info.dli_fname, '/');
    name = name ? name + 1 : info.dli_fname;
    for (size_t i = 0; i < sizeof helpers / sizeof helpers[0]; i++)
        if (strncmp(name, helpers[i], strlen(helpers[i])) == 0)
            return true;
    return false;
}

struct start {
    void *(*pthread)(void *);
    int (*thrd)(void *);
    void *argument;
};

static struct start begin(void *given)
{
    struct start start_of = *(struct start *)given;
    free(given);
    counted = COUNTED;
    pthread_setspecific(at_thread_end, &counted);
    return start_of;
}

static void *begin_pthread(void *given)
{
    struct start start_of = begin(given);
    return start_of.pthread(start_of.argument);
}

static int begin_thrd(void *given)
{
    struct start start_of = begin(given);
    return start_of.thrd(start_of.argument);
}

/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes,
                   void *(*function)(void *), void *restrict argument)
{
    REAL(pthread_create, int, pthread_t *, const pthread_attr_t *, void *(*)(void *), void *)
    const void *start;
    memcpy(&start, &function, sizeof start);
    struct start *given = directory && !helps(start) ? malloc(sizeof *given) : NULL;
    if (!given)
        return real(thread, attributes, function, argument);
    *given = (struct start){.pthread = function, .argument = argument};
    count_threads(1);
    int result = real(thread, attributes, begin_pthread, given);
    if (result != 0) {
        count_threads(-1);
        free(given);
    }
    return result;
}

/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
int thrd_create(thrd_t *thread, thrd_start_t function, void *argument)
{
    REAL(thrd_create, int, thrd_t *, thrd_start_t, void *)
    struct start *given = directory ? malloc(sizeof *given) : NULL;
    if (!given)
        return real(thread, function, argument);
    *given = (struct start){.thrd = function, .argument = argument};
    count_threads(1);
    int result = real(thread, begin_thrd, given);
    if (result != thrd_success) {
        count_threads(-1);
        free(given);
    }
    return result;
}

/* The standard leaves the meaning to a profiler (MPI 4.0, 15.2.4). Here, this level says that the thread which calls it
 * only looks on, and sends nothing. */
int MPI_Pcontrol(const int level, ...)
{
    if (level == PCONTROL_ONLY_LOOKS && counted == COUNTED) {
        counted = ONLY_LOOKS;
        count_threads(-1);
        if (self)
            self->state = UNSURE;
    }
    return PMPI_Pcontrol(level);
}

void look_on_no_more(void)
{
    if (counted == ONLY_LOOKS) {
        counted = COUNTED;
        count_threads(1);
    }
}

void watch_threads(void)
{
    pthread_key_create(&at_thread_end, end_thread);
}
