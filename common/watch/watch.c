/* The watcher: runs a launcher and looks at the logs of its ranks meanwhile.
 *
 *   watch SECONDS DIRECTORY NP LAUNCHER ARGUMENT...    ends the run after SECONDS
 *   watch --rank DIRECTORY (first | rank N | pid N)    prints that rank, or the first that ended as none should,
 *                                                      and what it did last
 *   watch --calls DIRECTORY                            prints the calls of a run, rank by rank
 *
 * Ends with the launcher's status (128+n if it died of signal n), or: 120 each rank is alone, 121 deadlock, 122 a rank left
 * without MPI_Finalize, 123 a machine is gone, 124 timed out, 128+n a rank died of signal n, 125 the watcher
 * itself failed. With TRACE_CARRY in the environment the logs of the ranks are carried to the directory from
 * wherever they run (machines/carry.h).
 * Its report goes to standard error, in one piece. */
#include "watch/watched.h"

#include "watch/report.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE_MS = 2000 };
static const struct timespec look_time = {.tv_nsec = LOOK_MS * 1000000};

double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Writes a text to standard error in one piece, and into the file `verdict` for those who draw the run later. */
static void say(const struct watched *watched, const struct text *text)
{
    size_t done = 0;
    char path[4200];
    snprintf(path, sizeof path, "%s/verdict", watched->directory);
    FILE *file = text->length > 0 ? fopen(path, "w") : NULL;
    if (file) {
        fputs(text->words, file);
        fclose(file);
    }
    while (done < text->length) {
        ssize_t wrote = write(STDERR_FILENO, text->words + done, text->length - done);
        if (wrote < 0 && errno != EINTR)
            return;
        done += wrote > 0 ? (size_t)wrote : 0;
    }
}

/* Ends the launcher, and with it its ranks; kills it if that takes too long. */
static void end_launcher(pid_t launcher, const sigset_t *signals)
{
    double killed_at = now_ms() + PATIENCE_MS;
    int status;
    kill(launcher, SIGTERM);
    while (waitpid(launcher, &status, WNOHANG) == 0) {
        if (now_ms() > killed_at) {
            kill(launcher, SIGKILL);
            killed_at += 1e9;
        }
        sigtimedwait(signals, NULL, &look_time);
    }
}

/* Allocates what is to be known of the ranks. Returns false if that fails, after a message. */
static bool prepare(struct watched *watched, const char *directory, int size)
{
    watched->directory = directory;
    watched->graph.size = size;
    watched->graph.ranks = calloc((size_t)size, sizeof *watched->graph.ranks);
    watched->graph.nodes = calloc((size_t)size * THREADS, sizeof *watched->graph.nodes);
    if (!watched->graph.ranks || !watched->graph.nodes || !begin_looking(size) ||
        !begin_deciding(size)) {
        fputs("The watcher has no memory for so many ranks.\n", stderr);
        return false;
    }
    if (getenv("TRACE_CARRY") && !begin_gathering(&watched->gathering, directory, size)) {
        fprintf(stderr, "Nothing can be written in %s: is the disk full?\n", directory);
        return false;
    }
    return true;
}

/* Starts the launcher; -1: it cannot be started. `signals` are those that its child does not block. */
static pid_t launch(const struct watched *watched, char **command, const sigset_t *signals)
{
    cpu_set_t cores;
    if (!is_carried(&watched->gathering) && sched_getaffinity(0, sizeof cores, &cores) == 0 &&
        watched->graph.size > CPU_COUNT(&cores))
        setenv("TRACE_GIVE_WAY", "1", 1);
    pid_t launcher = fork();
    if (launcher == 0) {
        sigprocmask(SIG_SETMASK, signals, NULL);
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        execvp(command[0], command);
        fprintf(stderr, "%s cannot be run: %s\n", command[0], strerror(errno));
        _exit(127);
    }
    if (launcher < 0)
        fprintf(stderr, "The launcher cannot be started: %s\n", strerror(errno));
    return launcher;
}

/* Looks at the run once. Returns a status, with its reason added to the text, if the run is to be ended now; else 0.
 * limit: what was given for SECONDS, if it is over; else NULL. */
static int look_once(struct watched *watched, struct text *text, const char *limit)
{
    bool known = all_have_answered(&watched->gathering), here = known && look_at_ranks(watched);
    if (limit) {
        look_at_ranks(watched);
        add(text,
            "Timed out after %s s: every rank has been ended. LIMIT=%.0f gives it more time.\n",
            limit, strtod(limit, NULL) * 2);
        add_states(text, watched);
        return TIMED_OUT;
    }
    if (add_alone(text, watched))
        return ALONE;
    if (here && is_deadlock(watched)) {
        int status = add_left(text, watched) > 0 ? NOT_FINALIZED : DEADLOCK;
        add_report(text, &watched->graph);
        return status;
    }
    if (watched->gathering.failed) {
        add(text, "What the ranks do cannot be written in %s: is the disk full?\n",
            watched->directory);
        return FAILED;
    }
    if (add_lost(text, watched, false) > 0) {
        add_states(text, watched);
        return LOST;
    }
    if (known)
        ask(&watched->gathering);
    return 0;
}

/* The status of a run whose launcher has ended by itself with a status of waitpid. */
static int judge_end(struct watched *watched, int status)
{
    struct text text = {0};
    int verdict = 0;
    hear_the_end(&watched->gathering);
    look_at_ranks(watched);
    const struct rank_log *aborted = who_aborted(watched);
    bool alone = add_alone(&text, watched);
    int died = alone ? 0 : add_died(&text, watched);
    if (alone)
        verdict = ALONE;
    else if (died)
        verdict = 128 + died;
    else if (add_left(&text, watched) > 0)
        verdict = NOT_FINALIZED;
    else if (status != 0 && !aborted && add_lost(&text, watched, true) > 0)
        verdict = LOST;
    else if (WIFSIGNALED(status)) {
        verdict = 128 + WTERMSIG(status);
        add(&text, "The launcher was killed (signal %d).\n", WTERMSIG(status));
    } else if (status != 0 && aborted)
        verdict = add_aborted(&text, watched, aborted);
    else if (status != 0)
        keep_first_end(watched);
    say(watched, &text);
    return verdict ? verdict : WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
    static struct watched watched;
    sigset_t signals, before;
    double started = now_ms();
    int status = 0;

    if (argc > 1 && strcmp(argv[1], "--rank") == 0)
        return tell_of_rank(argc, argv);
    if (argc > 1 && strcmp(argv[1], "--calls") == 0)
        return list_calls(argc, argv);
    if (argc < 5 || atoi(argv[3]) < 1) {
        fputs("Type watch SECONDS DIRECTORY NP LAUNCHER ARGUMENT..., or use scripts/run\n", stderr);
        return 2;
    }
    const char *limit = argv[1];
    all_wait_for_all = getenv("TRACE_STRICT") != NULL;
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, &before);
    prctl(PR_SET_PDEATHSIG, SIGTERM); /* if scripts/run dies, the run is ended */
    if (!prepare(&watched, argv[2], atoi(argv[3])))
        return FAILED;
    pid_t runner = getppid(), launcher = launch(&watched, argv + 4, &before);
    if (launcher < 0)
        return FAILED;
    while (waitpid(launcher, &status, WNOHANG) == 0) {
        int signal = sigtimedwait(&signals, NULL, &look_time);
        if ((signal > 0 && signal != SIGCHLD) || getppid() != runner) {
            end_launcher(launcher, &signals);
            return 128 + (signal > 0 ? signal : SIGTERM);
        }
        if (signal == SIGCHLD)
            continue;
        struct text text = {0};
        bool over = now_ms() - started >= strtod(limit, NULL) * 1e3;
        int verdict = look_once(&watched, &text, over ? limit : NULL);
        if (verdict) {
            add_where(&text, &watched);
            say(&watched, &text);
            end_launcher(launcher, &signals);
            hear_the_end(&watched.gathering);
            return verdict;
        }
        free(text.words);
    }
    return judge_end(&watched, status);
}
