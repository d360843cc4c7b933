#include "record/recorder.h"

#include "machines/carry.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CARRIED_MS = 1000 };

int carrier = -1;

/* The bytes are written as zeros first: so there is room for them on the disk (to write to a mapped page for which
 * there is none would kill the program), and the kernel makes the pages in one go, which is four times faster than one
 * by one at the first touch of each. */
void *map_file(int file, uint64_t offset, size_t bytes)
{
    static const char zeros[1 << 16];
    sigset_t too_large, before;
    size_t done = 0;
    ssize_t wrote = 1;
    sigemptyset(&too_large);
    sigaddset(&too_large,
              SIGXFSZ); /* a file larger than the user allows must not kill the program */
    pthread_sigmask(SIG_BLOCK, &too_large, &before);
    while (done < bytes && wrote > 0) {
        size_t some = bytes - done < sizeof zeros ? bytes - done : sizeof zeros;
        wrote = pwrite(file, zeros, some, (off_t)(offset + done));
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    if (done < bytes && errno == EFBIG)
        sigtimedwait(&too_large, NULL, &(struct timespec){0});
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (done < bytes)
        return NULL;
    void *data = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, (off_t)offset);
    if (data == MAP_FAILED)
        return NULL;
#if defined(MADV_POPULATE_WRITE)
    madvise(data, bytes, MADV_POPULATE_WRITE);
#endif
    return data;
}

bool tell_carrier(int file, const char *suffix)
{
    char words[8] = "";
    struct iovec text = {words, strlen(suffix) + 1};
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))] = "";
    struct msghdr message = {.msg_iov = &text, .msg_iovlen = 1};
    strncpy(words, suffix, sizeof words - 1);
    if (file >= 0) {
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        struct cmsghdr *with = CMSG_FIRSTHDR(&message);
        *with = (struct cmsghdr){
            .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof file)};
        memcpy(CMSG_DATA(with), &file, sizeof file);
    }
    return sendmsg(carrier, &message, MSG_NOSIGNAL) > 0;
}

static void path_of(char *path, size_t room, int rank, const char *suffix)
{
    snprintf(path, room, "%s/rank-%d%s", directory ? directory : ".", rank, suffix);
}

int new_file(int rank, const char *suffix)
{
    char path[4200];
    path_of(path, sizeof path, rank, suffix);
    if (carrier < 0)
        return open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    int file = memfd_create("rank", MFD_CLOEXEC);
    return file >= 0 && (!suffix[0] || tell_carrier(file, suffix)) ? file : -1;
}

void remove_file(int rank)
{
    char path[4200];
    path_of(path, sizeof path, rank, "");
    unlink(path);
}

void wait_for_carrier(void)
{
    struct pollfd wait = {.fd = carrier, .events = POLLIN};
    if (carrier >= 0 && tell_carrier(-1, "end"))
        poll(&wait, 1, CARRIED_MS);
}
