/* Carries the log of a rank to the watcher on another machine (carry.h):
 *
 *   carry DIRECTORY PROGRAM ARGUMENT...
 *
 * The launcher starts this in place of each rank, and it becomes the program: so the launcher sees the signals and
 * the status of the program itself. Before that it starts a second process, which carries the log and ends when the
 * program has ended. */
#include "machines/carry.h"

#include "log/log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LOOK_MS = 50, LINE = 64, FILES = THREADS + 4, FARTHER = 256 };

static const char *directory;
static struct rank_log *log_now;    /* as it is */
static struct rank_log *log_before; /* as it was carried */
static bool whole;                  /* the next answer has all of the log, not what has changed */
static struct answer answer;        /* the latest */
static int files_count;
static struct {
    char suffix[8];
    int file;
    uint64_t carried;  /* bytes; of events, how many */
    struct event last; /* of the events carried: it may still change */
} files[FILES];
static struct {
    char *bytes;
    size_t length, room;
} parts;

static void put(const void *bytes, size_t length)
{
    if (parts.length + length > parts.room) {
        size_t room = 2 * (parts.length + length);
        char *more = realloc(parts.bytes, room);
        if (!more)
            _exit(1); /* the watcher hears no more of this rank, and believes nothing of it */
        parts.bytes = more;
        parts.room = room;
    }
    memcpy(parts.bytes + parts.length, bytes, length);
    parts.length += length;
}

static void put_part(const char *suffix, uint64_t offset, const void *bytes, size_t length)
{
    struct part part = {.offset = offset, .bytes = length};
    strncpy(part.suffix, suffix, sizeof part.suffix - 1);
    put(&part, sizeof part);
    put(bytes, length);
}

static uint64_t sum_of_serials(void)
{
    uint64_t sum = 0;
    for (int t = 0; t < THREADS && atomic_load(&log_now->now[t].used); t++)
        sum += atomic_load(&log_now->now[t].serial);
    return sum;
}

/* Notes what the machine alone knows of the rank: its clock, and how long its threads have worked. */
static void note_machine(void)
{
    for (int t = 0; t < THREADS && atomic_load(&log_now->now[t].used); t++) {
        char path[64], line[64] = "";
        snprintf(path, sizeof path, "/proc/%d/task/%d/schedstat", log_now->pid,
                 log_now->now[t].tid);
        FILE *file = fopen(path, "re");
        if (file && fgets(line, sizeof line, file))
            log_now->now[t].worked = strtoull(line, NULL, 10);
        if (file)
            fclose(file);
    }
    log_now->clock[2].ticks = ticks();
    log_now->clock[2].ns = nanoseconds();
}

/* Puts what has changed in the log, in stretches of lines that stand close to each other. */
static void put_log(void)
{
    const unsigned char *now = (const unsigned char *)log_now;
    unsigned char *kept = (unsigned char *)log_before;
    size_t from = 0, to = 0;
    for (size_t at = 0; at < sizeof *log_now; at += LINE) {
        size_t length = sizeof *log_now - at < LINE ? sizeof *log_now - at : LINE;
        if (!whole && memcmp(now + at, kept + at, length) == 0)
            continue;
        memcpy(kept + at, now + at, length);
        if (to > 0 && at - to > FARTHER) {
            put_part("", from, kept + from, to - from);
            to = 0;
        }
        if (to == 0)
            from = at;
        to = at + length;
    }
    if (to > 0)
        put_part("", from, kept + from, to - from);
}

/* Puts `count` bytes of a file from its byte `from` on. */
static void put_bytes(int i, uint64_t from, uint64_t count)
{
    char bytes[1 << 16];
    for (uint64_t done = 0; done < count;) {
        size_t some = count - done < sizeof bytes ? (size_t)(count - done) : sizeof bytes;
        ssize_t got = pread(files[i].file, bytes, some, (off_t)(from + done));
        if (got <= 0)
            return;
        put_part(files[i].suffix, from + done, bytes, (size_t)got);
        done += (uint64_t)got;
    }
}

/* Puts the events that came, and the last one of before again if it has changed: a look that found nothing
 * is counted in the one before it. */
static void put_events(int i, int thread)
{
    const size_t size = sizeof(struct event);
    uint64_t kept = atomic_load(&log_now->now[thread].kept), from = files[i].carried;
    struct event last;
    if (from > 0 &&
        pread(files[i].file, &last, size, (off_t)((from - 1) * size)) == (ssize_t)size &&
        (last.leave != files[i].last.leave || last.repeats != files[i].last.repeats))
        from--;
    if (kept == from)
        return;
    /* Before it is sent: if it changes meanwhile, it is sent again. */
    if (pread(files[i].file, &last, size, (off_t)((kept - 1) * size)) == (ssize_t)size)
        files[i].last = last;
    put_bytes(i, from * size, (kept - from) * size);
    files[i].carried = kept;
}

static void put_text(int i)
{
    struct stat stat;
    if (fstat(files[i].file, &stat) != 0 || (uint64_t)stat.st_size <= files[i].carried)
        return;
    put_bytes(i, files[i].carried, (uint64_t)stat.st_size - files[i].carried);
    files[i].carried = (uint64_t)stat.st_size;
}

/* Sets the number of the latest question, and of the latest answer that the watcher has read. If the file cannot be
 * read, these are the ones before, and 0. */
static void read_question(uint32_t *question, uint32_t *seen)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/question", directory);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || pread(file, question, sizeof *question, 0) != sizeof *question)
        *question = answer.question;
    if (file < 0 ||
        pread(file, seen, sizeof *seen, (off_t)sizeof *seen * (1 + log_now->rank)) != sizeof *seen)
        *seen = 0;
    if (file >= 0)
        close(file);
}

static bool write_whole(int file, const char *bytes, size_t length)
{
    for (size_t done = 0; done < length;) {
        ssize_t wrote = write(file, bytes + done, length - done);
        if (wrote < 0 && errno != EINTR)
            return false;
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    return true;
}

/* Answers if the watcher has asked or the end has come. If the answer cannot be written, for example on a full disk,
 * the next one carries the whole log again. */
static void carry(bool end)
{
    char path[4200];
    uint32_t question, seen;
    struct stat before;
    read_question(&question, &seen);
    if (question == answer.question && !end)
        return;
    snprintf(path, sizeof path, "%s/answer-%d", directory, log_now->rank);
    int file = open(path, O_WRONLY | O_CLOEXEC | (seen == answer.number ? O_TRUNC : O_APPEND));
    if (file < 0 || fstat(file, &before) != 0)
        return;
    parts.length = 0;
    put(&answer, sizeof answer); /* it is filled in below */
    note_machine();
    uint64_t serials = sum_of_serials();
    atomic_thread_fence(memory_order_acquire);
    put_log();
    atomic_thread_fence(memory_order_acquire);
    bool moving = sum_of_serials() != serials;
    for (int i = 0; i < files_count; i++) {
        if (files[i].suffix[0] == '.' && files[i].suffix[1] >= '0' && files[i].suffix[1] <= '9')
            put_events(i, atoi(files[i].suffix + 1));
        else if (files[i].suffix[0])
            put_text(i);
    }
    size_t bytes = parts.length - sizeof answer;
    struct answer next = {.number = answer.number + 1,
                          .question = question,
                          .moving = moving,
                          .ended = answer.ended || end,
                          .bytes = bytes,
                          .sum = sum_of(parts.bytes + sizeof answer, bytes)};
    memcpy(parts.bytes, &next, sizeof next);
    bool written = write_whole(file, parts.bytes, parts.length);
    if (!written)
        (void)!ftruncate(file, before.st_size);
    whole = close(file) != 0 || !written;
    if (!whole)
        answer = next;
    for (int i = 0; whole && i < files_count; i++)
        files[i].carried = 0;
}

enum heard { A_FILE, THE_END, NOBODY_THERE };

static enum heard listen_to(int socket)
{
    char suffix[8] = "";
    struct iovec text = {suffix, sizeof suffix - 1};
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))];
    struct msghdr message = {.msg_iov = &text,
                             .msg_iovlen = 1,
                             .msg_control = control,
                             .msg_controllen = sizeof control};
    ssize_t got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    struct cmsghdr *with = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    if (got <= 0 || files_count == FILES)
        return NOBODY_THERE;
    if (!with)
        return THE_END;
    memcpy(files[files_count].suffix, suffix, sizeof suffix);
    memcpy(&files[files_count].file, CMSG_DATA(with), sizeof(int));
    if (!suffix[0]) {
        void *data = mmap(NULL, sizeof *log_now, PROT_READ | PROT_WRITE, MAP_SHARED,
                          files[files_count].file, 0);
        log_before = calloc(1, sizeof *log_now);
        if (data == MAP_FAILED || !log_before)
            _exit(1);
        log_now = data;
    }
    files_count++;
    return A_FILE;
}

static void stay_beside(int socket)
{
    int nowhere = open("/dev/null", O_RDWR);
    enum heard heard = A_FILE;
    signal(SIGXFSZ, SIG_IGN); /* then write fails for a file larger than the user allows */
    setsid(); /* the launcher kills groups of processes: this one survives to carry the last state */
    dup2(nowhere, STDIN_FILENO);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    dup2(socket, 3);
    close_range(4, ~0U, 0); /* otherwise the launcher would wait for us to close its pipes */
    while (heard != NOBODY_THERE) {
        struct pollfd wait = {.fd = 3, .events = POLLIN};
        heard = poll(&wait, 1, LOOK_MS) > 0 ? listen_to(3) : A_FILE;
        if (log_now)
            carry(heard != A_FILE);
        if (heard == THE_END)
            send(3, "", 1, MSG_NOSIGNAL);
    }
}

/* Where there are more ranks than cores, those who wait give way to those who work. */
static void give_way_if_crowded(void)
{
    const char *ranks = getenv("MPI_LOCALNRANKS");
    cpu_set_t cores;
    if (!ranks)
        ranks = getenv("OMPI_COMM_WORLD_LOCAL_SIZE");
    if (!ranks)
        ranks =
            getenv("SLURM_STEP_TASKS_PER_NODE"); /* 4(x2): of the first machines, which have most */
    if (ranks && sched_getaffinity(0, sizeof cores, &cores) == 0 && atoi(ranks) > CPU_COUNT(&cores))
        setenv("TRACE_GIVE_WAY", "1", 1);
}

int main(int argc, char **argv)
{
    int ends[2];
    if (argc < 3) {
        fputs("Type carry DIRECTORY PROGRAM ARGUMENT..., or use scripts/run\n", stderr);
        return 2;
    }
    directory = argv[1];
    give_way_if_crowded();
    /* If this fails, the program runs, and its rank is not watched. */
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0) {
        char number[16];
        pid_t child = fork();
        if (child == 0) {
            /* The program may wait for all of its children, so the carrier must not be one of them. */
            if (fork() == 0)
                stay_beside(ends[0]);
            _exit(0);
        }
        waitpid(child, NULL, 0);
        close(ends[0]);
        snprintf(number, sizeof number, "%d", ends[1]);
        setenv(CARRIER, number, 1);
    }
    execvp(argv[2], argv + 2);
    fprintf(stderr, "%s cannot be run: %s\n", argv[2], strerror(errno));
    return 127;
}
