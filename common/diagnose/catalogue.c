#include "diagnose/catalogue.h"

#include <stddef.h>

const struct entry catalogue[MISTAKES] = {
    [BEFORE_INIT] = {"before-init", "A CALL BEFORE MPI_Init", false,
                     "MPI is not there before MPI_Init has returned; only a few calls, such as "
                     "MPI_Initialized, may be made before.",
                     "MPI 4.0, 11.4.1", "Move the call behind MPI_Init.", "hello"},
    [AFTER_FINALIZE] = {"after-finalize", "A CALL AFTER MPI_Finalize", false,
                        "With MPI_Finalize MPI has ended; only a few calls, such as "
                        "MPI_Finalized, may be made after it.",
                        "MPI 4.0, 11.4.1",
                        "Move the call in front of MPI_Finalize, or MPI_Finalize to the end.",
                        "hello"},
    [COLLECTIVE_MISMATCH] = {"collective-mismatch", "DIFFERENT COLLECTIVE CALLS", false,
                             "All ranks of a communicator have to make the same collective calls "
                             "in the same order. What a mixture does is open: it may hang, end "
                             "with an error, or give wrong results without a word.",
                             "MPI 4.0, 6.1 and 6.14",
                             "Let every rank come to the same calls: most often an \"if (rank == "
                             "...)\" around a collective is what is to go.",
                             "broadcast"},
    [ROOT_MISMATCH] = {"root-mismatch", "DIFFERENT ROOTS", false,
                       "All ranks have to name the same root: it is the rank that gives, or the "
                       "one that gets.",
                       "MPI 4.0, 6.4 to 6.6 and 6.9.1",
                       "Pass the same root on all ranks, not the rank itself.", "broadcast"},
    [OPERATION_MISMATCH] = {"operation-mismatch", "DIFFERENT OPERATIONS", false,
                            "All ranks of a reduction have to give the same operation: nobody "
                            "says which one a mixture uses.",
                            "MPI 4.0, 6.9.1", "Give the same MPI_Op on all ranks.", "reduce"},
    [COUNT_MISMATCH] = {"count-mismatch", "DIFFERENT AMOUNTS OF DATA IN A COLLECTIVE", false,
                        "What one rank gives and what the other one takes have to be the same "
                        "number of the same basic types; in MPI_Gather and MPI_Scatter the count "
                        "is that of one rank's part, not of the whole.",
                        "MPI 4.0, 6.4 to 6.8 and 6.9.1",
                        "Give the same count and datatype on all ranks, each for one rank's part.",
                        "gather-scatter"},
    [NOT_COMMITTED] = {"datatype-not-committed", "A DATATYPE THAT IS NOT COMMITTED", false,
                       "A datatype that was made has to be committed before it is used to "
                       "communicate.",
                       "MPI 4.0, 5.1.9", "Call MPI_Type_commit once, after the datatype is made.",
                       NULL},
    [TRUNCATED] = {"truncated", "A MESSAGE LONGER THAN ITS RECEIVE", false,
                   "A receive has to have room for the whole message: more may be given than "
                   "comes, less is an error.",
                   "MPI 4.0, 3.2.4",
                   "Give the receive a larger buffer and count, or ask MPI_Probe and "
                   "MPI_Get_count how much there is.",
                   "point-to-point"},
    [BAD_ARGUMENT] = {"bad-argument", "AN ARGUMENT THAT MPI REFUSES", false,
                      "The call cannot be made so, and by default MPI ends the program for it.",
                      "MPI 4.0, 3.2 and 9.3", "Look at the arguments of this line, on this rank.",
                      "point-to-point"},
    [CRASH] = {"crash", "A CRASH", false,
               "The operating system has ended the rank: it touched memory that is not its own, "
               "or did what cannot be done.",
               "C11, 6.5.3.2 and 6.5.6",
               "Open the line in the debugger: make run PROG=... GDB=RANK.", NULL},
    [DEADLOCK] = {"deadlock", "DEADLOCK", false,
                  "Each waits for what another one would do only later, so that nobody can go on.",
                  "MPI 4.0, 3.4 and 3.5",
                  "Change the order of the calls of one of them; for an exchange, let all use "
                  "MPI_Sendrecv.",
                  "deadlock"},
    [NEVER_SENT] = {"never-sent", "A MESSAGE THAT NOBODY SENDS", false,
                    "A receive takes only a message of the source, the tag and the communicator "
                    "that it names, and waits for it without end.",
                    "MPI 4.0, 3.2.4 and 3.5",
                    "Let both calls name the same tag and communicator, and each the other rank; "
                    "or send what is missing.",
                    "point-to-point"},
    [MISSING_FROM_COLLECTIVE] = {"missing-from-collective", "NOT ALL COME TO A COLLECTIVE", false,
                                 "A collective has to be called by every rank of its communicator.",
                                 "MPI 4.0, 6.1",
                                 "Let every rank make the call: most often an \"if\" around it, or "
                                 "an early return, is what is to go.",
                                 "broadcast"},
    [TIMED_OUT] = {"timed-out", "NO END WITHIN THE TIME", false,
                   "The program was ended at its time limit: whether it would have come to its "
                   "end is not known.",
                   "MPI 4.0, 3.5",
                   "Look at what each rank was doing; LIMIT= gives more time, and smaller data "
                   "need less.",
                   "deadlock"},
    [TYPE_MISMATCH] = {"type-mismatch", "SENT AS ONE TYPE, RECEIVED AS ANOTHER", false,
                       "The basic types of the send and of the receive have to be the same, one "
                       "after the other; MPI does not convert one into the other.",
                       "MPI 4.0, 3.3.1", "Give both calls the same datatype.", "point-to-point"},
    [NEVER_RECEIVED] =
        {"never-received", "A MESSAGE THAT NOBODY RECEIVES", false,
         "Each message has to be received. That this send came back all the same "
         "is MPI's kindness with small messages: the standard lets it wait.",
         "MPI 4.0, 3.4 and 3.5",
         "Receive it, with the same tag on the same communicator; or do not send it.",
         "point-to-point"},
    [NO_FINALIZE] = {"no-finalize", "LEFT WITHOUT MPI_Finalize", false,
                     "Every rank has to call MPI_Finalize before it ends.", "MPI 4.0, 11.2.2",
                     "Call MPI_Finalize on every way out of main.", "hello"},
    [OVERRUN] = {"overrun", "PAST THE END OF A BUFFER", false,
                 "The memory from the address that is given has to have room for all items of the "
                 "count. What lies behind belongs to others, and is spoilt without a word.",
                 "MPI 4.0, 3.2.2 and 3.2.4",
                 "Make the array as large as the count says, or give the count that it has.",
                 "point-to-point"},
    [UNDEFINED] = {"undefined", "WHAT C LEAVES UNDEFINED", false,
                   "What the program does here has no meaning in C, so that anything may come of "
                   "it.",
                   "C11, 6.5", "Mend the expression.", NULL},
    [BUFFER_IN_USE] =
        {"buffer-in-use", "A BUFFER TOUCHED BEFORE THE WAIT", false,
         "From the start of a nonblocking call until its wait, and from MPI_Get or "
         "MPI_Put until the window is synchronized, the buffer is MPI's: what is sent "
         "must not be changed, what is received not even be read.",
         "MPI 4.0, 3.7.2, 6.12 and 12.3",
         "Wait first (MPI_Wait, MPI_Test; of a window MPI_Win_fence, MPI_Win_flush), "
         "or use another buffer.",
         "nonblocking"},
    [UNSAFE_SEND] = {"unsafe-send", "COULD DEADLOCK: A SEND THAT HAPPENED NOT TO WAIT", true,
                     "A standard send may wait for its receive, whatever its size. The run ended "
                     "only because MPI copies small messages; with more data, or another MPI, it "
                     "waits for ever.",
                     "MPI 4.0, 3.4 and 3.5",
                     "Let one of two receive first, or use MPI_Sendrecv, or MPI_Isend or MPI_Irecv "
                     "with a wait.",
                     "deadlock"},
    [UNSAFE_COLLECTIVE] = {"unsafe-collective",
                           "COULD DEADLOCK: A COLLECTIVE THAT HAPPENED NOT TO WAIT", true,
                           "A collective may wait for all others to come, even on a rank that "
                           "needs nothing of them. The run ended only because it did not.",
                           "MPI 4.0, 6.1 and 6.14",
                           "Order the calls so that it may wait for all: first the messages, then "
                           "the collective, or the other way round on all ranks.",
                           "broadcast"},
    [MESSAGE_RACE] = {"message-race", "THE ANSWER DEPENDS ON WHICH MESSAGE COMES FIRST", true,
                      "MPI_ANY_SOURCE takes whatever comes first, and of messages of two senders "
                      "nobody says which that is. Run with another order the program gave another "
                      "answer.",
                      "MPI 4.0, 3.5",
                      "Name the source; or ask status.MPI_SOURCE who it was, and store by it.",
                      "point-to-point"},
    [REQUEST_NOT_COMPLETED] = {"request-not-completed", "A REQUEST THAT NOBODY WAITED FOR", false,
                               "What was started has to be completed, by MPI_Wait, MPI_Test or "
                               "their like: until then nobody knows whether the data have gone or "
                               "come.",
                               "MPI 4.0, 3.7.3 and 11.2.2", "Wait for the request.", "nonblocking"},
    [PERSISTENT_NOT_STARTED] = {"persistent-not-started", "A PERSISTENT REQUEST NEVER STARTED",
                                false,
                                "MPI_Send_init and its like only prepare a call: nothing is sent "
                                "or received before MPI_Start.",
                                "MPI 4.0, 3.9", "Start it with MPI_Start, then wait for it.",
                                "nonblocking"},
    [PERSISTENT_NOT_FREED] = {"persistent-not-freed", "A PERSISTENT REQUEST NOT FREED", false,
                              "A persistent request outlives its wait: it is there until it is "
                              "freed.",
                              "MPI 4.0, 3.9", "Call MPI_Request_free after the last wait.",
                              "nonblocking"},
    [BUFFER_NOT_DETACHED] =
        {"buffer-not-detached", "A BUFFER NOT DETACHED", false,
         "MPI_Finalize detaches it, the standard says; but until then messages may lie in the "
         "buffer, and its memory must not be given away.",
         "MPI 4.0, 3.6 and 11.2.2", "Call MPI_Buffer_detach when the last MPI_Bsend is done.",
         "buffered"},
    [COMMUNICATOR_NOT_FREED] =
        {"communicator-not-freed", "A COMMUNICATOR NOT FREED", false,
         "What is made is to be freed: MPI_Finalize does not do it, and a loop uses up what "
         "room there is for communicators.",
         "MPI 4.0, 7.4.3", "Call MPI_Comm_free when it is not needed any more.", NULL},
    [GROUP_NOT_FREED] = {"group-not-freed", "A GROUP NOT FREED", false,
                         "Each call that returns a group makes one more to be freed.",
                         "MPI 4.0, 7.3.3", "Call MPI_Group_free when it is not needed any more.",
                         NULL},
    [DATATYPE_NOT_FREED] = {"datatype-not-freed", "A DATATYPE NOT FREED", false,
                            "What is made is to be freed, also what was only made to make another "
                            "one of it.",
                            "MPI 4.0, 5.1.9", "Call MPI_Type_free when it is not needed any more.",
                            NULL},
    [OPERATION_NOT_FREED] = {"operation-not-freed", "AN OPERATION NOT FREED", false,
                             "What MPI_Op_create makes is to be freed.", "MPI 4.0, 6.9.5",
                             "Call MPI_Op_free when it is not needed any more.", "reduce"},
    [WINDOW_NOT_FREED] = {"window-not-freed", "A WINDOW NOT FREED", false,
                          "A window has to be freed, by all its ranks, before MPI_Finalize.",
                          "MPI 4.0, 12.2.5", "Call MPI_Win_free when all accesses are done.", NULL},
};
