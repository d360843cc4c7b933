load ../helpers
load ../judges
. scripts/lib/exercise.sh

# make diagnose itself, and on programs that have other uses: lessons, exercises, those of others.

# bats test_tags=all
@test "programs of others are judged as the page says" {
    local program ranks besides found count=0
    while IFS='|' read -r _ program ranks _ found _; do
        program=${program// /} found=$(tr ' ' '\n' <<< "$found" | sed '/^$/d' | sort)
        diagnose "tests/programs/judged/$program.c" "${ranks// /}"
        besides=none
        [[ $found != message-race ]] || besides=truncated
        # A race may show itself, now and then, in the run that is only watched.
        [[ $(findings | cut -d ' ' -f 1 | sort -u | grep -vx "$besides") == "$found" ]] ||
            complain "$program: expected ${found:-nothing}"
        ((++count))
    done < <(grep '^| wrong-' lessons/MISTAKES.md)
    ((count == 10))
}

# bats test_tags=all
@test "nothing is said of the lessons, but of the deadlock" {
    local lesson
    for lesson in lessons/[0-9]*; do
        JSON=1 launch scripts/diagnose "${lesson#lessons/}"
        if [[ $lesson == *deadlock ]]; then
            expect_status 1
            [[ $(findings) == 'deadlock 0,1,2,3 MPI_Recv '* ]] || complain 'expected the deadlock'
        else
            expect_status 0
            [[ -z $(findings) && $output == *'"findings": []'* ]] || complain "$lesson: expected nothing"
        fi
    done
}

@test "a report says who, where, why, and what to change" {
    PROG=lessons/mistakes/type-mismatch.c NP=2 launch scripts/diagnose
    expect_status 1
    expect_silence
    [[ $output == 'lessons/mistakes/type-mismatch.c with 2 ranks: 1 mistake'$'\n\n''1. SENT AS ONE TYPE, RECEIVED AS ANOTHER'* ]] || complain 'expected the title'
    local line
    line=$(grep -n '/\* A \*/' lessons/mistakes/type-mismatch.c | cut -d: -f1)
    for part in "   who       rank 1 in MPI_Recv   type-mismatch.c:$line" '   seen      rank 0 sent ' '   why       ' '(MPI 4.0, 3.3.1)' \
        '   change    ' '   lesson    make lesson-' '   more      lessons/MISTAKES.md#type-mismatch'; do
        [[ $output == *"$part"* ]] || complain "expected: $part"
    done
    [[ $(awk 'length > 100' <<< "$output") == '' ]] || complain 'expected lines of at most 100 characters'
}

# bats test_tags=all
@test "what is wrong comes before what could go wrong, and equal ranks are told together" {
    PROG=tests/programs/judged/wrong-06.c launch scripts/diagnose
    [[ $output == *'1. DIFFERENT AMOUNTS OF DATA'*'2. PAST THE END OF A BUFFER'* ]] || complain 'expected the cause first'
    PROG=lessons/mistakes/communicator-not-freed.c launch scripts/diagnose
    [[ $output == *': 1 mistake'*'who       ranks 0-3 in MPI_Comm_split'* ]] || complain 'expected one finding for all ranks'
}

# bats test_tags=all
@test "a circle of calls on several lines is one mistake, and two circles are two" {
    cat > "$BATS_TEST_TMPDIR/pairs.c" << 'END_OF_C'
#include <mpi.h>
int main(int argc, char **argv)
{
    int rank, size, theirs;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0)
        MPI_Recv(&theirs, 1, MPI_INT, 2, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (rank == 2)
        MPI_Recv(&theirs, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (rank == 1 && size > 3)
        MPI_Recv(&theirs, 1, MPI_INT, 3, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (rank == 3)
        MPI_Recv(&theirs, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
END_OF_C
    NP=3 PROG=$BATS_TEST_TMPDIR/pairs.c launch scripts/diagnose
    expect_status 1
    [[ $output == *'pairs.c with 3 ranks: 1 mistake'$'\n'*'rank 0 in MPI_Recv   pairs.c:9'*'rank 2 in MPI_Recv   pairs.c:11'* ]] || complain 'expected both sides'
    NP=4 PROG=$BATS_TEST_TMPDIR/pairs.c launch scripts/diagnose
    expect_status 1
    [[ $output == *'pairs.c with 4 ranks: 2 mistakes'* && $(grep -c '^[0-9]*\. DEADLOCK' <<< "$output") == 2 ]] || complain 'expected two circles'
    [[ $(grep -c '^   who ' <<< "$output") == 4 && $(grep -c '^   why ' <<< "$output") == 2 ]] || complain 'expected both sides of each'
    NP=4 JSON=1 PROG=$BATS_TEST_TMPDIR/pairs.c launch scripts/diagnose
    [[ $(grep -o '"mistake": "deadlock"' <<< "$output" | wc -l) == 4 ]] || complain 'expected each call in JSON'
}

# bats test_tags=all
@test "what happened comes before what is left over, and that before what could happen" {
    cat > "$BATS_TEST_TMPDIR/three.c" << 'END'
#include <mpi.h>
#include <stddef.h>
int main(void)
{
    int rank, mine = 1, theirs;
    MPI_Comm copy;
    MPI_Request request;
    MPI_Init(NULL, NULL);
    MPI_Comm_dup(MPI_COMM_WORLD, &copy);
    MPI_Comm_rank(copy, &rank);
    MPI_Send(&mine, 1, MPI_INT, 1 - rank, 0, copy);
    MPI_Recv(&theirs, 1, MPI_INT, 1 - rank, 0, copy, MPI_STATUS_IGNORE);
    MPI_Irecv(&theirs, 1, MPI_INT, 1 - rank, 1, copy, &request);
    theirs = 7;
    MPI_Send(&mine, 1, MPI_INT, 1 - rank, 1, copy);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
END
    PROG=$BATS_TEST_TMPDIR/three.c NP=2 launch scripts/diagnose
    expect_status 1
    [[ $output == *$'\n1. A BUFFER TOUCHED BEFORE THE WAIT\n'*$'\n2. A COMMUNICATOR NOT FREED\n'*$'\n3. COULD DEADLOCK: '* ]] || complain 'expected the three in this order'
}

# bats test_tags=all
@test "who never came to a collective is told, though all came to their end" {
    PROG=tests/programs/mistakes/missing-from-collective-4.c NP=4 launch scripts/diagnose
    expect_status 1
    [[ $output == *'seen      rank 3 never came to this collective, number 1, and ended without it'* ]] || complain 'expected who did not come'
}

# bats test_tags=all
@test "the report in JSON can be read, whatever the name of the program" {
    needs python3
    local odd=$BATS_TEST_TMPDIR/$'odd "name"\ttab \\.c'
    cp lessons/mistakes/truncated.c "$odd"
    JSON=1 PROG=$odd NP=2 launch scripts/diagnose
    expect_status 1
    python3 -c '
import json, sys
report = json.load(open(sys.argv[1]))
assert report["program"] == sys.argv[2] and report["ranks"] == 2, report
(finding,) = report["findings"]
assert finding["mistake"] == "truncated" and finding["certainty"] == "is" and finding["ranks"] == [1], finding
assert finding["call"] == "MPI_Recv" and finding["line"] > 1 and finding["lesson"] == "point-to-point", finding
assert all(finding[key] for key in ("seen", "why", "source", "change", "title")), finding
' "$BATS_TEST_TMPDIR/out" "$odd" || complain 'expected another report'
}

@test "what is not judged is said" {
    scripts/compile lessons/mistakes/never-received.c "$BATS_TEST_TMPDIR/built"
    PROG=$BATS_TEST_TMPDIR/built NP=2 launch scripts/diagnose
    expect_status 1
    [[ $output == *'A MESSAGE THAT NOBODY RECEIVES'*'Not judged:'*'needs the C source'* ]] || complain 'expected what the source is needed for'
    PROG=tests/programs/right/callback-in-finalize.c NP=2 launch scripts/diagnose
    expect_status 0
    [[ $output == *'no mistake found'*'Not judged:'*'collectives and messages'* ]] || complain 'expected what is withheld'
}

@test "a diagnosis refuses what it cannot do" {
    expect_make_refusal 'Type make diagnose PROG=' diagnose
    expect_make_refusal 'nope\.c is not there' diagnose PROG=nope.c
    expect_make_refusal 'NP=abc is not a whole number' diagnose PROG=lessons/mistakes/crash.c NP=abc
    expect_make_refusal 'JSON=yes is not known' diagnose PROG=lessons/mistakes/crash.c JSON=yes
    expect_make_refusal 'LIMIT=0 ' diagnose PROG=lessons/mistakes/crash.c LIMIT=0
    expect_make_refusal 'WATCH=off leaves nothing' diagnose PROG=lessons/mistakes/crash.c WATCH=off
    echo 'int main(void) { return 0; }' > "$BATS_TEST_TMPDIR/none.c"
    expect_refusal 'never called MPI_Init' env "PROG=$BATS_TEST_TMPDIR/none.c" scripts/diagnose
    echo 'int main(void) { return none; }' > "$BATS_TEST_TMPDIR/fault.c"
    PROG=$BATS_TEST_TMPDIR/fault.c launch scripts/diagnose
    expect_status 2
    [[ $errors == *fault.c:1:*'does not compile: mend what the compiler says first' ]] || complain 'expected the compiler'
    ((EUID == 0)) || return 0 # only root can make a disk that is full
    PROG=lessons/mistakes/crash.c launch unshare --mount bash -c 'mount -t tmpfs -o size=24k none "$0" && TMPDIR=$0 exec scripts/diagnose' "$BATS_TEST_TMPDIR"
    expect_status 2
    [[ $errors == *'Nothing can be written in '*': is there room on the disk?' ]] || complain 'expected to be told'
}

# bats test_tags=all
@test "a diagnosis that is interrupted leaves nothing behind" {
    local tmp process
    tmp=$(mktemp -d)
    TMPDIR=$tmp PROG=tests/programs/endless/polls.c scripts/diagnose > "$tmp.out" 2>&1 &
    process=$!
    until grep -qs "plain.built" /proc/[0-9]*/cmdline && ls "$tmp"/*/watched/[0-9]*/rank-0 > /dev/null 2>&1; do
        kill -0 "$process"
        sleep 0.1
    done
    expect_end "$process" 143
    [[ -z $(ls "$tmp") ]] || complain "left: $(ls "$tmp")"
    ! pgrep -f "$tmp" || complain 'a process is left'
    rm -rf "$tmp" "$tmp.out"
}

# bats test_tags=all
@test "each exercise to repair is diagnosed with the mistake that it was built around" {
    local path count=0
    for path in lessons/*/exercises/*.conf; do
        read_exercise "${path%.conf}"
        [[ $kind == repair ]] || continue
        scripts/exercise/cut "${path%.conf}.c" starter > "$BATS_TEST_TMPDIR/$exercise.c"
        ARGS=7 diagnose "$BATS_TEST_TMPDIR/$exercise.c" 4
        expect_status 1
        [[ $(findings | head -n 1) == "$mistake "* || $(findings) == *$'\n'"$mistake "* ]] || complain "$path: expected $mistake"
        ((++count))
    done
    ((count >= 9))
}

# bats test_tags=all
@test "nothing is said of the solutions of exercises" {
    local path count=0
    for path in lessons/*/exercises/*.conf; do
        read_exercise "${path%.conf}"
        scripts/exercise/cut "${path%.conf}.c" solution > "$BATS_TEST_TMPDIR/$exercise.c"
        ARGS=7 diagnose "$BATS_TEST_TMPDIR/$exercise.c" 4
        expect_status 0
        [[ -z $(findings) ]] || complain "$path: expected nothing"
        ((++count))
    done
    ((count >= 27))
}

# bats test_tags=all
@test "check says what a diagnosis finds, once an exercise has failed" {
    own_workbook check
    scripts/exercise/student start 09-nonblocking > /dev/null
    EXERCISE=2 launch scripts/exercise/student check 09-nonblocking
    expect_status 1
    [[ $output == *'WRONG ANSWER'*$'\nDiagnosis:\n  A BUFFER TOUCHED BEFORE THE WAIT: rank 0, 2-canvas.c:'*'(make diagnose PROG=work/09-nonblocking/2-canvas.c NP=4 ARGS='*'Next: '* ]] ||
        complain 'expected the diagnosis'
    # The command that it names finds the same.
    [[ $output =~ PROG=([^ ]+)\ NP=([0-9]+)\ ARGS=([0-9]+) ]]
    PROG=${BASH_REMATCH[1]} NP=${BASH_REMATCH[2]} ARGS=${BASH_REMATCH[3]} launch scripts/diagnose
    expect_status 1
    [[ $output == *'A BUFFER TOUCHED BEFORE THE WAIT'* ]] || complain 'expected the same'
    # Where there is nothing to be found, nothing is said of it.
    scripts/exercise/student start 01-hello > /dev/null
    EXERCISE=1 launch scripts/exercise/student check 01-hello
    expect_status 1
    [[ $output != *Diagnosis* ]] || complain 'expected no diagnosis'
}

# bats test_tags=all
@test "a function that mpi.h declares and the library lacks breaks nothing" {
    local wrapper=$BATS_TEST_TMPDIR/mpicc
    echo 'extern int MPI_Status_lacking(void *status); extern int PMPI_Status_lacking(void *status);' > "$BATS_TEST_TMPDIR/lacking.h"
    printf '#!/bin/sh\nexec %s -include mpi.h -include %q "$@"\n' "$(. scripts/lib/toolchain.sh && choose_mpicc && echo "${mpicc[*]}")" "$BATS_TEST_TMPDIR/lacking.h" > "$wrapper"
    chmod +x "$wrapper"
    MPICC=$wrapper launch scripts/compile-trace --headers "$BATS_TEST_TMPDIR/trace"
    expect_status 0
    MPICC=$wrapper launch scripts/compile-trace --diagnose "$BATS_TEST_TMPDIR/trace"
    expect_status 0
    grep -q PMPI_Status_lacking "$BATS_TEST_TMPDIR/trace/wrappers-eyes.h"
    LD_BIND_NOW=1 LD_PRELOAD=$BATS_TEST_TMPDIR/trace/eyes.so launch true
    expect_status 0
    expect_silence
}
