/* Runs a command that is not trusted: confine UID DIRECTORY... -- COMMAND [ARGUMENT...]
 *
 * It and all that it starts may write in the directories and in /dev alone, read the system's directories
 * and what the directories and `readable` name, and has limits on memory, processes, file size and files.
 * UID is whom to step down to, for the limit on processes does not bind root; it becomes the owner of the
 * directories. 0 leaves the user as it is.
 *
 * Not held: the network, signals to other processes of the same user, shared memory (but for its size), and,
 * where the kernel has no Landlock (Linux 5.13), files that the user may write: then it says so, with
 * --probe as its only argument by status 1. Ends with 2 if the limits cannot be set. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { PROCESSES = 200, FILES = 512, DATA_MB = 512, SPACE_MB = 8192, FILE_MB = 64 };

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

static int rules(__u64 held)
{
    struct landlock_ruleset_attr all = {.handled_access_fs = held};
    return (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
}

static void allow(int ruleset, const char *path, __u64 access)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = access,
                                              .parent_fd = open(path, O_PATH | O_CLOEXEC)};
    struct stat status;
    if (rule.parent_fd < 0)
        return;
    if (fstat(rule.parent_fd, &status) == 0 && !S_ISDIR(status.st_mode))
        rule.allowed_access &= LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE |
                               LANDLOCK_ACCESS_FS_WRITE_FILE;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
}

int main(int argc, char **argv)
{
    static const char *const readable[] = {"/usr",  "/bin", "/lib", "/lib32", "/lib64",
                                           "/sbin", "/etc", "/opt", "/proc",  "/sys",
                                           "/run",  "/nix", "/gnu"};
    const __u64 reads =
        LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    const __u64 held = reads | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                       LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                       LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
                       LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_SYM |
                       LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK;
    int ruleset = rules(held), at = 2;
    if (argc == 2 && strcmp(argv[1], "--probe") == 0)
        return ruleset < 0;
    if (argc < 4)
        return fprintf(stderr, "Type confine UID DIRECTORY... -- COMMAND [ARGUMENT...]\n"), 2;

    uid_t user = (uid_t)strtoul(argv[1], NULL, 10);
    for (size_t i = 0; i < sizeof readable / sizeof readable[0]; i++)
        allow(ruleset, readable[i], reads);
    allow(ruleset, "/dev", held);
    /* Libraries that lie elsewhere, such as an MPI in somebody's home. */
    char *more = getenv("CONFINE_READS");
    for (char *path = more ? strtok(more, ":") : NULL; path; path = strtok(NULL, ":"))
        allow(ruleset, path, reads);
    for (; at < argc && strcmp(argv[at], "--") != 0; at++) {
        allow(ruleset, argv[at], held);
        if (user && chown(argv[at], user, user) != 0)
            give_up(argv[at]);
    }
    if (++at >= argc)
        return fprintf(stderr, "confine: there is no command\n"), 2;

    /* MPICH's launcher opens the pipes that it writes to anew, by their names in /proc. */
    struct stat status;
    for (int fd = 0; user && fd < 10; fd++)
        if (fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode) && fchown(fd, user, user) != 0)
            give_up("a pipe");
    limit(RLIMIT_NPROC, running(user ? user : getuid()) + PROCESSES);
    limit(RLIMIT_NOFILE, FILES);
    limit(RLIMIT_DATA, (rlim_t)DATA_MB << 20);
    limit(RLIMIT_AS, (rlim_t)SPACE_MB << 20);
    limit(RLIMIT_FSIZE, (rlim_t)FILE_MB << 20);
    limit(RLIMIT_CORE, 0);
    if (user && (setgroups(0, NULL) != 0 || setresgid(user, user, user) != 0 ||
                 setresuid(user, user, user) != 0))
        give_up("cannot step down");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        give_up("cannot give up privileges");
    if (ruleset >= 0) {
        if (syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)
            give_up("files cannot be guarded");
        close(ruleset);
    }
    execvp(argv[at], &argv[at]);
    give_up(argv[at]);
}
