/* Whether the arrows of a run point forwards in time: arrows DIRECTORY prints the messages that were received,
 * those that arrived before they were sent, the calls that begin before the one before them has ended, and how
 * long the run took. */
#include "history/history.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    struct history history;
    long arrows = 0, backwards = 0, disorder = 0;
    if (argc != 2 || !read_history(&history, argv[1]))
        return 2;
    for (long m = 0; m < history.messages_count; m++) {
        const struct message *message = &history.messages[m];
        if (message->recv == NOT_THERE)
            continue;
        arrows++;
        backwards +=
            history.calls[message->recv].event.leave < history.calls[message->send].event.enter;
    }
    for (long i = 1; i < history.count; i++)
        disorder += history.calls[i].lane == history.calls[i - 1].lane &&
                    !history.calls[i].event.part && !history.calls[i - 1].event.part &&
                    history.calls[i].event.enter < history.calls[i - 1].event.leave;
    printf("%ld arrows, %ld backwards, %ld calls out of order, %.3f s\n", arrows, backwards,
           disorder, since_start(&history, history.end));
    return 0;
}
