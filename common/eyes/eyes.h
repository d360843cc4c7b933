/* What the recorder looks at besides when a program is diagnosed: with EYES defined, the recorder (common/record)
 * and the functions made for it (wrappers.awk) call these. What is seen is noted in the directory of the
 * run, in rank-R.notes, a line each, fields between tabs, which common/diagnose reads:
 *   message     CALL send|receive SIGNATURE             CALL: THREAD.SERIAL of the event, or R.NUMBER of a request
 *   collective  CALL SAME SEND RECEIVE                  signatures; of several parts, by rank, with | between
 *   wildcard    CALL ignored|kept                       what MPI_Recv with MPI_ANY_SOURCE does with the status
 *   object      SORT NAME PLACE                         not freed; the call that made it, and where
 *   refused     NAME PLACE CLASS DEST SOURCE TAG COUNT ROOT SIZE WORDS
 *   outside     before|after NAME PLACE                 a call before MPI_Init, or after MPI_Finalize
 *   uncommitted CALL NAME PLACE                         the call that made the type, and where
 *   overrun     CALL send|receive BYTES                 so many of the buffer are the program's
 *   touched     read|write PLACE NAME PLACE read|write  a buffer, while the second call had it
 *   memory      PLACE WORDS, undefined FILE LINE WORDS  from the sanitizers
 * A signature is a list of counts and basic types, "4 MPI_INT 1 MPI_DOUBLE", with "N x " before it if all of
 * that comes N times; "?" if it is not known, "-" if there is none. Places are addresses, as in log.h. */
#ifndef EYES_EYES_H
#define EYES_EYES_H

#include "log/log.h"

#include <mpi.h>

#pragma GCC visibility push(hidden)

/* Arguments of a call, by the standard's names for them. */
struct given {
    const void *buf, *sendbuf, *recvbuf;
    long long count, sendcount, recvcount;
    MPI_Datatype datatype, sendtype, recvtype;
    const int *sendcounts, *recvcounts, *displs, *sdispls, *rdispls;
    const MPI_Datatype *sendtypes, *recvtypes;
    bool ignored; /* the status */
};

/* An open call, with arguments as they were given; dest and source are MPI_PROC_NULL where there is none. */
struct open_call {
    int thread;
    uint64_t serial, place;
    const char *name;
    enum kind kind;
    bool persistent, starts; /* starts: a request that is completed later */
    int dest, source, tag, root;
    long long count;
    const struct comm *comm; /* NULL: none, or not known */
};

enum sort { GROUP, DATATYPE, OPERATION, WINDOW, BUFFER, SORTS };

extern bool eyes_sessions; /* the program has called MPI_Session_init */
extern bool eyes_strict;   /* every standard send is synchronous, every collective waits for all */

void eyes_open(struct rank_log *log, int file);
MPI_Errhandler eyes_handler(void); /* tells us of an error, then ends the program */
void eyes_errors(void); /* once MPI is there: errors that would end the program are told */
void eyes_close(void);  /* in MPI_Finalize, after all that the program does there */

void eyes_enter(const struct open_call *call);
void eyes_before(const struct given *given); /* of the open call, if it has data */
void eyes_outside(const char *name, const void *place);

/* The request with an index of the log's: made by the open call, started, completed or given up. */
void eyes_request(int at);
void eyes_started(int at, uint64_t number);
void eyes_ended(int at);

/* A buffer that MPI has from a call such as MPI_Get or MPI_Put to a target until the window is synchronized
 * (MPI 4.0, 12.3). */
void eyes_reached(const char *name, const void *at, long long count, MPI_Datatype type, bool write,
                  int target, MPI_Win win, const void *place);
void eyes_synchronized(MPI_Win win);

void eyes_made(enum sort sort, uint64_t handle, const char *name, const void *place);
void eyes_freed(enum sort sort, uint64_t handle);
void eyes_committed(MPI_Datatype type);
bool eyes_uncommitted(MPI_Datatype type);

void eyes_quiet(bool on); /* on: the sanitizers ignore what MPI itself does with memory */

int eyes_recv(void *buf, int count, MPI_Datatype datatype, int source, int tag, MPI_Comm comm,
              MPI_Status *status);
int eyes_irecv(void *buf, int count, MPI_Datatype datatype, int source, int tag, MPI_Comm comm,
               MPI_Request *request);
int eyes_sendrecv(const void *sendbuf, int sendcount, MPI_Datatype sendtype, int dest, int sendtag,
                  void *recvbuf, int recvcount, MPI_Datatype recvtype, int source, int recvtag,
                  MPI_Comm comm, MPI_Status *status);

#pragma GCC visibility pop

#endif
