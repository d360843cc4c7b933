/* Noting what a rank prints: see prints.c. */
#ifndef RECORD_PRINTS_H
#define RECORD_PRINTS_H

#pragma GCC visibility push(hidden)

/* From now on what goes to stdout and stderr is noted in an open file too; -1: no more. */
void note_prints(int into);

#pragma GCC visibility pop

#endif
