/* For LD_PRELOAD of carry: spoils each answer of a rank, in the way that SPOIL says.
 *   moving  the rank is said to have gone on meanwhile
 *   late    the answer is to an earlier question
 *   torn    its parts are not what was summed up
 *   lost    the one before it was never there */
#include "machines/carry.h"

#include <stdlib.h>
#include <sys/uio.h>
#include <unistd.h>

ssize_t write(int fd, const void *buf, size_t n)
{
    const char *how = getenv("SPOIL");
    struct answer answer;
    if (!how || n < sizeof answer)
        return writev(fd, &(struct iovec){(void *)buf, n}, 1);
    memcpy(&answer, buf, sizeof answer);
    if (strcmp(how, "moving") == 0)
        answer.moving = 1;
    else if (strcmp(how, "late") == 0)
        answer.question--;
    else if (strcmp(how, "torn") == 0)
        answer.sum ^= 1;
    else if (strcmp(how, "lost") == 0)
        answer.number++;
    struct iovec all[] = {{&answer, sizeof answer},
                          {(char *)buf + sizeof answer, n - sizeof answer}};
    return writev(fd, all, 2);
}
