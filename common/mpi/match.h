/* Which receive can take which message (MPI 4.0, 3.2.4 and 3.5): said once, for all rooms. */
#ifndef MPI_MATCH_H
#define MPI_MATCH_H

#include <stdbool.h>
#include <stdint.h>

/* What stands where a rank or a tag could stand. MPI's own constants differ between MPIs. */
enum { ANY = -1, NOBODY = -2, UNKNOWN = -3 };

/* Of a message: its communicator, sender and tag. Of a receive or a probe: those that it asks for. */
struct envelope {
    uint64_t comm; /* identity (struct comm of log.h) */
    int32_t source, tag;
};

static inline bool tag_fits(int32_t asked, int32_t tag)
{
    return asked == ANY || asked == tag;
}

static inline bool source_fits(int32_t asked, int32_t source)
{
    return asked == ANY || asked == source;
}

/* Whether a receive takes a message. Of two receives: whether the one takes whatever the other would take. */
static inline bool takes(struct envelope asked, struct envelope message)
{
    return asked.comm == message.comm && source_fits(asked.source, message.source) &&
           tag_fits(asked.tag, message.tag);
}

#endif
