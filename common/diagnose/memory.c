/* What the sanitizers saw: in the runs built with one. */
#include "diagnose/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void judge_memory(const struct run *run, struct findings *findings)
{
    for (long i = 0; i < run->count; i++) {
        const struct note *note = &run->notes[i];
        const struct rank_log *log = run->logs[note->rank];
        struct text seen = {0};
        if (is_note(note, "overrun", 4)) {
            const struct call_made *call = call_named(run, note->rank, note->field[1]);
            uint64_t room = strtoull(note->field[3], NULL, 10), came = 0;
            bool receives = strcmp(note->field[2], "receive") == 0;
            if (!call)
                continue;
            for (long m = 0; m < run->history.messages_count && receives; m++)
                if (run->history.messages[m].recv != NOT_THERE &&
                    &run->history.calls[run->history.messages[m].post] == call)
                    came = run->history.calls[run->history.messages[m].recv].event.received;
            bool collective = is_collective(kind_of_call(call->event.call));
            add(&seen, "the array that it is to %s ends after ", receives ? "fill" : "read");
            add_bytes(&seen, room);
            if (call->event.bytes > room && !collective) {
                add(&seen, ", the count asks for ");
                add_bytes(&seen, call->event.bytes);
            }
            if (receives && came > 0 && came <= room) {
                add(&seen, "; this time only ");
                add_bytes(&seen, came);
                add(&seen, " came");
            }
            bool harmless = receives && !collective && came <= room;
            int before = findings->count;
            struct finding *finding = find_call(findings, OVERRUN, log, &call->event, seen.words);
            finding->could = harmless && (finding->could || findings->count > before);
        } else if (is_note(note, "memory", 3)) {
            /* In the program, or in a library below a call of MPI. */
            uint64_t place = place_in(note->field[1]), serial;
            bool here = place >= log->modules[0].from && place < log->modules[0].to;
            struct event call = {0};
            bool open = latest_call(log, 0, &call, &serial);
            add(&seen, "AddressSanitizer says: %s", note->field[2]);
            if (here)
                find_at(findings, OVERRUN, log, "", place + 1, seen.words);
            else if (open && !made_mistake(findings, OVERRUN, note->rank))
                find_call(findings, OVERRUN, log, &call, seen.words);
        } else if (is_note(note, "undefined", 4)) {
            struct source_line line = {.number = atoi(note->field[2])};
            snprintf(line.path, sizeof line.path, "%s", note->field[1]);
            add(&seen, "%s", note->field[3]);
            find(findings, UNDEFINED, note->rank, "", &line, seen.words);
        } else if (is_note(note, "touched", 6)) {
            add(&seen, "it %s the buffer that ",
                strcmp(note->field[1], "write") == 0 ? "writes into" : "reads");
            add(&seen, "%s (", note->field[3]);
            add_place(&seen, log, place_in(note->field[4]));
            add(&seen, ") is still %s",
                strcmp(note->field[5], "write") == 0 ? "receiving into" : "sending");
            find_at(findings, BUFFER_IN_USE, log, note->field[3], place_in(note->field[2]),
                    seen.words);
        }
        free(seen.words);
    }
}
