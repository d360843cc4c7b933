/* Runs a command that is not trusted: confine UID DIRECTORY... -- COMMAND [ARGUMENT...]
 *
 * It and all that it starts may write in the directories, in /dev/shm and to a few devices, read in these, in
 * the system's directories and in those of CONFINE_READS (between colons), and has limits on memory,
 * processes, file size and open files. When it has ended, all that it started is ended too. UID is whom to step down to, for the
 * limit on processes does not bind root; it becomes the owner of the directories. 0 leaves the user as it is.
 *
 * Not held: the network and local sockets; how much shared memory there is in all; the mode and the times of
 * the user's own files; where the kernel has no Landlock (Linux 5.13)
 * files that the user may write (before 6.2 that they are cut short), and before Linux 6.12 signals to other
 * processes of the user. confine --probe prints what this kernel cannot hold, and ends with 1 if there is such. Ends with the status of the command,
 * 128+n if it died of signal n, or 2 if it could not be confined. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PROCESSES = 200, FILES = 512, DATA_MB = 256, SPACE_MB = 8192, FILE_MB = 64 };

static void give_up(const char *what)
{
    fprintf(stderr, "confine: %s: %s\n", what, strerror(errno));
    exit(2);
}

/* The kernel counts what a user has running, whatever it may be: so ours come on top of that. */
static rlim_t running(uid_t user)
{
    rlim_t count = 0;
    DIR *all = opendir("/proc");
    for (struct dirent *entry; all && (entry = readdir(all));) {
        char path[300];
        struct stat status;
        snprintf(path, sizeof path, "/proc/%s/task", entry->d_name);
        if (stat(path, &status) == 0 && status.st_uid == user)
            count += status.st_nlink - 2; /* a directory for each thread */
    }
    if (all)
        closedir(all);
    return count;
}

static void limit(int what, rlim_t most)
{
    struct rlimit now;
    if (getrlimit(what, &now) != 0)
        give_up("a limit cannot be read");
    if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most)
        most = now.rlim_max;
    if (setrlimit(what, &(struct rlimit){most, most}) != 0)
        give_up("a limit cannot be set");
}

/* The kernel's interface to Landlock, as in linux/landlock.h, which the headers of older systems lack: system
 * calls, versions, rights, and what is handed over; a kernel takes the part of it that it knows. */
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };
enum {
    KNOWS_FILES = 1,
    KNOWS_TRUNCATE = 3,
    KNOWS_SCOPES = 6,
    ASK_VERSION = 1,
    PATH_BENEATH = 1,
    SCOPED_SIGNALS = 2
};
enum {
    EXECUTE = 1 << 0,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIRECTORY = 1 << 3,
    REMOVE_AND_MAKE = 0x1FF << 4, /* nine rights: of directories, files, sockets, devices, links */
    READS = EXECUTE | READ_FILE | READ_DIRECTORY,
    TRUNCATE = 1 << 14,
    WRITES = WRITE_FILE | REMOVE_AND_MAKE
};
struct ruleset {
    uint64_t
        held[3]; /* rights on files and on the network, and what is kept to the command's own */
};
struct __attribute__((packed)) path_rule {
    uint64_t allowed;
    int32_t directory;
};

static int landlock_version(void)
{
    return (int)syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
}

/* What may be done to files, where writing is allowed, as far as the kernel tells it apart. */
static uint64_t all_rights(void)
{
    return READS | WRITES | (landlock_version() >= KNOWS_TRUNCATE ? TRUNCATE : 0);
}

static int guard(void)
{
    bool scopes = landlock_version() >= KNOWS_SCOPES;
    struct ruleset all = {{all_rights(), 0, scopes ? SCOPED_SIGNALS : 0}};
    return (int)syscall(CREATE_RULESET, &all, scopes ? sizeof all : sizeof all.held[0], 0);
}

/* Allows reading, or all, at an open path and below it. */
static void allow(int ruleset, int at, bool writing)
{
    struct path_rule rule = {.allowed = writing ? all_rights() : READS, .directory = at};
    struct stat status;
    if (fstat(rule.directory, &status) == 0 && !S_ISDIR(status.st_mode))
        rule.allowed &= READ_FILE | EXECUTE | WRITE_FILE | TRUNCATE;
    syscall(ADD_RULE, ruleset, PATH_BENEATH, &rule, 0);
}

/* What is not there needs no leave. */
static void allow_path(int ruleset, const char *path, bool writing)
{
    int at = open(path, O_PATH | O_CLOEXEC);
    if (at < 0)
        return;
    allow(ruleset, at, writing);
    close(at);
}

/* A directory of the command's own. It may have put a link there, in an earlier run, to another one. */
static void hand_over(int ruleset, const char *path, uid_t user)
{
    int at = open(path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (at < 0 || (user && fchownat(at, "", user, user, AT_EMPTY_PATH) != 0))
        give_up(path);
    allow(ruleset, at, true);
    close(at);
}

static void restrict_self(int ruleset)
{
    if (ruleset < 0 && landlock_version() >= KNOWS_FILES)
        give_up("files cannot be guarded");
    if (ruleset >= 0 && syscall(RESTRICT_SELF, ruleset, 0) != 0)
        give_up("files cannot be guarded");
    if (ruleset >= 0)
        close(ruleset);
}
static int probe(void)
{
    int version = landlock_version();
    if (version < KNOWS_FILES)
        puts("files that you may write (this kernel has no Landlock)");
    else if (version < KNOWS_TRUNCATE)
        puts("that a file of yours is cut short (Linux 6.2 and later)");
    if (version < KNOWS_SCOPES)
        puts("signals to your other programs (Linux 6.12 and later)");
    return version < KNOWS_SCOPES;
}

static pid_t command;

/* A launcher that is told to end may wait for what holds its pipes open: not for longer than a second. */
static void pass_on(int number)
{
    static bool asked;
    kill(command, number == SIGALRM ? SIGKILL : number);
    if (!asked)
        alarm(1);
    asked = true;
}

/* Whatever lost its parent becomes a child of ours. They are stopped first: who is stopped starts no others. */
static void end_descendants(void)
{
    char path[64], list[1 << 16];
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    for (int number = SIGSTOP;; number = number == SIGSTOP ? SIGKILL : SIGSTOP) {
        FILE *file = fopen(path, "r");
        if (!file)
            return; /* a kernel that does not tell: who holds the output open is ended by the runner */
        size_t length = fread(list, 1, sizeof list - 1, file);
        fclose(file);
        list[length] = '\0';
        char *at = list;
        for (long child; (child = strtol(at, &at, 10)) > 0;)
            kill((pid_t)child, number);
        if (number == SIGKILL)
            while (waitpid(-1, NULL, length > 0 ? 0 : WNOHANG) > 0)
                length = 0;
        if (waitpid(-1, NULL, WNOHANG) < 0)
            return; /* there is none */
    }
}

/* Starts the command and waits for it; returns in the child alone. */
static void stand_by(void)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGALRM};
    int status;
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    command = fork();
    if (command < 0)
        give_up("cannot start a process");
    if (command == 0)
        return;
    for (int i = 0; i < 4; i++)
        sigaction(signals[i], &(struct sigaction){.sa_handler = pass_on}, NULL);
    while (waitpid(command, &status, 0) < 0)
        if (errno != EINTR)
            give_up("cannot wait");
    alarm(0);
    for (int i = 0; i < 4; i++)
        signal(signals[i], SIG_IGN); /* the number of the command may be another's by now */
    end_descendants();
    exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

int main(int argc, char **argv)
{
    static const char *const readable[] = {"/usr", "/bin",  "/lib", "/lib32", "/lib64", "/sbin",
                                           "/etc", "/proc", "/sys", "/dev",   "/nix",   "/gnu"};
    static const char *const writable[] = {"/dev/null",   "/dev/zero",    "/dev/full",
                                           "/dev/random", "/dev/urandom", "/dev/shm"};
    int ruleset = guard(), at = 2;
    if (argc == 2 && strcmp(argv[1], "--probe") == 0)
        return probe();
    if (argc < 4)
        return fprintf(stderr, "Type confine UID DIRECTORY... -- COMMAND [ARGUMENT...]\n"), 2;

    char *end;
    uid_t user = (uid_t)strtoul(argv[1], &end, 10);
    if (*end != '\0' || end == argv[1])
        return fprintf(stderr, "confine: %s is no number of a user: give 0 for this one\n",
                       argv[1]),
               2;
    for (size_t i = 0; i < sizeof readable / sizeof readable[0]; i++)
        allow_path(ruleset, readable[i], false);
    for (size_t i = 0; i < sizeof writable / sizeof writable[0]; i++)
        allow_path(ruleset, writable[i], true);
    /* Libraries that lie elsewhere, such as an MPI in somebody's home. */
    char *more = getenv("CONFINE_READS");
    for (char *path = more ? strtok(more, ":") : NULL; path; path = strtok(NULL, ":"))
        allow_path(ruleset, path, false);
    for (; at < argc && strcmp(argv[at], "--") != 0; at++)
        hand_over(ruleset, argv[at], user);
    if (++at >= argc)
        return fprintf(stderr, "confine: there is no command\n"), 2;

    /* MPICH's launcher opens the pipes that it writes to anew, by their names in /proc. */
    struct stat status;
    for (int fd = 0; user && fd < 10; fd++)
        if (fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode) && fchown(fd, user, user) != 0)
            give_up("a pipe");
    pid_t parent = getpid();
    stand_by();
    limit(RLIMIT_NPROC, running(user ? user : getuid()) + PROCESSES);
    limit(RLIMIT_NOFILE, FILES);
    /* The sanitizers ask for terabytes, and hold the memory themselves. */
    if (!getenv("CONFINE_MEMORY")) {
        limit(RLIMIT_DATA, (rlim_t)DATA_MB << 20);
        limit(RLIMIT_AS, (rlim_t)SPACE_MB << 20);
    }
    limit(RLIMIT_FSIZE, (rlim_t)FILE_MB << 20);
    limit(RLIMIT_CORE, 0);
    if (user && (setgroups(0, NULL) != 0 || setresgid(user, user, user) != 0 ||
                 setresuid(user, user, user) != 0))
        give_up("cannot step down");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        give_up("cannot give up privileges");
    /* Last, for a change of the user takes this back: it ends with who stands by. */
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != parent)
        _exit(2);
    restrict_self(ruleset);
    execvp(argv[at], &argv[at]);
    give_up(argv[at]);
}
