#include "diagnose/judge.h"

#include "diagnose/run.h"

/* Whether what was found explains why a run went on no further. */
static bool is_explained(const struct findings *findings)
{
    for (int i = BEFORE_INIT; i <= CRASH; i++)
        if (has(findings, (enum mistake)i))
            return true;
    return false;
}

bool judge_run(struct findings *findings, enum way way, const char *directory, int status)
{
    struct run run;
    all_wait_for_all = way == STRICT;
    if (!read_run(&run, directory, status))
        return false;
    if (way == RACE || way == MEMORY) {
        judge_memory(&run, findings);
        return true;
    }
    if (way == STRICT) {
        /* A mistake that has been told makes a rank wait there, too. */
        bool told = is_explained(findings) || has(findings, NEVER_RECEIVED) ||
                    has(findings, MISSING_FROM_COLLECTIVE);
        if (status == 121 && !told)
            judge_stuck(&run, findings, way);
        else if (status == 124)
            withhold(findings, "whether it relies on MPI's copying small messages: the strict run "
                               "did not come to its end in time");
        return true;
    }
    judge_outside(&run, findings);
    if (run.history.full)
        withhold(findings, "collectives and messages of the run: the recorder could not note all, "
                           "or something called MPI within a call of MPI");
    else
        judge_collectives(&run, findings);
    judge_errors(&run, findings);
    for (int r = 0; r < run.history.size && (status < 121 || status > 124); r++)
        if (run.logs[r])
            judge_left(&run, findings, r);
    judge_end(&run, findings);
    if (status == 121 && !is_explained(findings))
        judge_stuck(&run, findings, way);
    if (!run.history.full && run.notes_full)
        withhold(findings, "the types of messages: there are more than can be noted");
    else if (!run.history.full)
        judge_types(&run, findings);
    if (!run.history.full && all_finalized(&run)) {
        judge_unreceived(&run, findings);
        judge_never_started(&run, findings);
    }
    return true;
}
