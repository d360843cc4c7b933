# The watcher.
load ../helpers
load ../watching

setup_file() {
    mapfile -t files < <(stuck_programs)
    scripts/dev/compile-programs "${files[@]}" tests/programs/stuck/receive-first{,-ring}.c tests/programs/endless
}

@test "each deadlock of two ranks is explained" {
    expect_explained_at 2 30
}

@test "each deadlock of three ranks is explained" {
    expect_explained_at 3 10
}

@test "each deadlock of four ranks is explained" {
    expect_explained_at 4 20
}

@test "each deadlock of eight ranks is explained" {
    expect_explained_at 8 5
}

@test "who comes to the others a little later is told with them" {
    cat > "$BATS_TEST_TMPDIR/late.c" << 'END'
#define _DEFAULT_SOURCE
#include <mpi.h>
#include <unistd.h>
int main(int argc, char **argv)
{
    int rank, x;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank < 2)
        MPI_Recv(&x, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (rank == 3)
        usleep(200000);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
}
END
    scripts/compile "$BATS_TEST_TMPDIR/late.c" "$BATS_TEST_TMPDIR/late"
    # How much later that is, the machine says: once in a while it may be too late.
    local try
    for try in 1 2 3; do
        NP=4 launch scripts/run "$BATS_TEST_TMPDIR/late"
        expect_status 121
        [[ $errors != 'DEADLOCK: 4 of 4 ranks '* ]] || return 0
    done
    complain 'expected all four ranks'
}

@test "a circle of 64 ranks is told within a screen" {
    TIME=120 LIMIT=100 NP=64 launch scripts/run "$programs/receive-first-ring"
    expect_status 121
    (($(wc -l <<< "$errors") < 24)) || complain 'expected less'
    [[ $errors == 'DEADLOCK: 64 of 64 ranks wait for each other and can never go on.'$'\n''  ranks 0-63  wait in MPI_Recv '*' (64 ranks)'* ]] ||
        complain 'expected all ranks in one line, and the circle'
}

# A run that may yet go on is no deadlock, whatever we think of it: it ends at its limit.
expect_time_limit() {
    LIMIT=3 NP=2 launch scripts/run "$programs/$1"
    expect_status 124 || return
    [[ $errors == 'Timed out after 3 s: '* && ${errors,,} != *deadlock* ]] || complain 'expected the time limit'
}

@test "ranks that poll are shown as polling, and left to the time limit" {
    expect_time_limit polls
    [[ $errors =~ 'rank 0  polls with MPI_Iprobe, which found nothing '[0-9]{4,}' times   polls.c:11'$'\n' ]] || complain 'expected the polls'
    [[ $errors =~ 'rank 1  waits in MPI_Barrier   polls.c:12, for '[0-9.]+' s' ]] || complain 'expected who waits'
}

# bats test_tags=all
@test "looks that find nothing are counted once, and those that find something not among them" {
    own_workbook copy
    scripts/compile tests/programs/endless/polls.c "$BATS_TEST_TMPDIR/polls"
    LIMIT=4 NP=2 launch scripts/run "$BATS_TEST_TMPDIR/polls"
    calls=$("build/$MPI-trace/watch" --calls build/runs/last)
    [[ $calls =~ MPI_Iprobe\ \(source\ any,\ tag\ 1\)\ ([0-9]+)\ times ]] || complain "expected the looks: $calls"
    RUN=build/runs/last launch scripts/draw chart
    [[ $output == *"Iprobe x${BASH_REMATCH[1]} "* ]] || complain "expected as many as the calls are: ${BASH_REMATCH[1]}"
    cat > some.c << 'END'
#include <mpi.h>
int main(int argc, char **argv)
{
    int rank, got[2], which[2], done, all = 0, looks = 0;
    MPI_Request requests[2];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < 2 && rank == 1; i++) {
        MPI_Recv(&looks, 1, MPI_INT, 0, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Send(&rank, 1, MPI_INT, 0, i, MPI_COMM_WORLD);
    }
    for (int i = 0; i < 2 && rank == 0; i++)
        MPI_Irecv(&got[i], 1, MPI_INT, 1, i, MPI_COMM_WORLD, &requests[i]);
    while (rank == 0 && all < 2) {
        if (looks++ % 10 == 9 && looks < 30) /* after some that were in vain */
            MPI_Send(&looks, 1, MPI_INT, 1, 2, MPI_COMM_WORLD);
        MPI_Testsome(2, requests, &done, which, MPI_STATUSES_IGNORE);
        all += done;
    }
    MPI_Finalize();
    return 0;
}
END
    scripts/compile some.c ./some
    NP=2 launch scripts/run ./some
    calls=$("build/$MPI-trace/watch" --calls build/runs/last | grep Testsome)
    [[ $(grep -c 'completes in' <<< "$calls") == 2 && ! $calls =~ completes[^$'\n']*times && $calls =~ 'MPI_Testsome '[0-9]+' times' ]] ||
        complain "expected two that were completed, each once: $calls"
}

@test "where a call is not understood the verdict is withheld" {
    expect_time_limit one-sided
    [[ $errors == *'rank 0  is in MPI_Win_fence   one-sided.c:13'* ]] || complain 'expected the call'
    [[ $errors == *'rank 1  waits in MPI_Recv (source 0, tag 1)   one-sided.c:15'* ]] || complain 'expected who waits'
}

# record COMMAND...: runs it, and sets calls to the list of what was recorded, without the lines.
record() {
    launch "$@"
    expect_status 0 || return
    calls=$("${TRACE:-build/$MPI-trace}/watch" --calls build/runs/last | sed -E 's/ +[a-z]+\.c:[0-9]+$//')
}

@test "what is recorded says which message came to each wildcard" {
    own_workbook copy wildcards
    export NP=3
    record scripts/run ../wildcards
    diff <(grep '^0' <<< "$calls" | sed -E 's/ [0-9]+ times//') - << 'END' || complain 'expected other calls of rank 0 (above)'
0.0 MPI_Init
0.0 MPI_Irecv (source any, tag 1)
0.0 MPI_Irecv (source any, tag 2)
0.0   completes in MPI_Waitall from rank 1, tag 1, 4 bytes
0.0   completes in MPI_Waitall from rank 2, tag 2, 4 bytes
0.0 MPI_Waitall
0.0 MPI_Irecv (source any, tag 3)
0.0 MPI_Waitany from rank 1, tag 3, 4 bytes
0.0 MPI_Mprobe (source any, any tag) from rank 1, tag 4, 4 bytes
0.0 MPI_Mrecv from rank 1, tag 4, 4 bytes
0.0 MPI_Iprobe (source any, tag 5)
0.0 MPI_Iprobe (source any, tag 5) from rank 1, tag 5, 8 bytes
0.0 MPI_Recv (source any, any tag) from rank 1, tag 5, 8 bytes
0.0 MPI_Finalize
END
    [[ $calls == *'2.0 MPI_Barrier on MPI_COMM_SELF'* ]] || complain 'expected the communicator'

    # A million calls take no more room than those that are kept.
    record scripts/run ../wildcards 1000000
    [[ $calls =~ '0.0 and 9'[0-9]+' more that were not kept' ]] || complain 'expected the rest to be counted'
    (($(du -sk build/runs/last/ | cut -f1) < 3 * 10000)) || complain "expected less than 10 MB for each rank: $(du -sk build/runs/last/)"

    # Where there is no more room (here: no more in one file) the run goes on. Open MPI 5's own files are larger.
    OMPI_MCA_btl_sm_segment_size=4000000 record bash -c 'ulimit -f 6000; scripts/run ../wildcards 100000'
    [[ $calls == *'0.0 and '*' more that were not kept'* ]] || complain 'expected the rest to be counted'
}

# bats test_tags=all
@test "the log of a killed run is whole, in a path with a space too" {
    own_workbook 'my copy' ends
    NP=2 launch scripts/run ../ends signal 9
    expect_status 137
    calls=$("build/$MPI-trace/watch" --calls build/runs/last)
    [[ $calls == *'1.0 MPI_Init '* ]] || complain 'expected the last call of the rank that was killed'
    calls=$("build/$MPI-trace/watch" --rank build/runs/last rank 0)
    # How far the other one came before the launcher ended it, is open.
    [[ $calls == '0 in MPI_Barrier ('* || $calls == '0 after MPI_Init ('* || $calls == '0 in MPI_Init ('* ]] || complain "expected its latest call: $calls"
}

# bats test_tags=all
@test "only the logs of the last runs are kept, and of the last of which a page was made" {
    own_workbook copy ends
    mkdir build/runs/100000000{1,2,3,4,5,6}-999999999 build/runs/10000000{01,03,05,07,09,11}-888888888
    touch build/runs/10000000{01,03,05,07,09,11}-888888888/page.html
    NP=1 launch scripts/run ../ends rank
    expect_status 0
    [[ $(ls build/runs | grep -c -- -999999999) == 4 && -e build/runs/last/rank-0 ]] || complain "expected four and this: $(ls build/runs)"
    [[ $(ls build/runs | grep -c -- -888888888) == 5 ]] || complain "expected five with pages: $(ls build/runs)"
    [[ ! -e build/runs/1000000001-999999999 && ! -e build/runs/1000000001-888888888 ]]
    # One that goes on stays: here, or as it seems on another machine that shares the directory.
    local name=1000000000 dead
    dead=$(bash -c 'echo $$')
    mkdir build/runs/$name-{1,2,3,4}
    echo "$$ $(uname -n)" > build/runs/$name-1/running
    echo "$dead $(uname -n)" > build/runs/$name-2/running
    echo "$dead elsewhere" | tee build/runs/$name-3/running > build/runs/$name-4/running
    touch -d '13 days ago' build/runs/$name-4/running
    NP=1 launch scripts/run ../ends rank
    expect_status 0
    [[ $(cd build/runs && echo "$name"*) == "$name-1 $name-3" ]] || complain "left: $(cd build/runs && echo "$name"*)"
    [[ ! -e build/runs/last/running ]]
}

# bats test_tags=all
@test "shared memory that a killed run has left is taken away by the next one" {
    local old=/dev/shm/vader_segment.workbook-test.$$ young=/dev/shm/vader_segment.workbook-young.$$
    leave_on_purpose
    scripts/compile tests/programs/ends.c "$BATS_TEST_TMPDIR/ends"
    touch -d '2 minutes ago' "$old"
    touch "$young"
    NP=1 launch scripts/run "$BATS_TEST_TMPDIR/ends" rank
    expect_status 0
    local found
    found=$(ls "$old" "$young" 2> /dev/null) || true
    rm -f "$old" "$young"
    [[ $found == "$young" ]] || complain "expected the old one to be gone: $found"
}

# bats test_tags=all
@test "runs under Open MPI share no directory, and leave none" {
    needs mpirun.openmpi
    local tmp=$BATS_TEST_TMPDIR/tmp shared dead
    shared=ompi.$(uname -n).$EUID
    dead=$(bash -c 'echo $$')
    mkdir -p "$tmp/openmpi-run.killed.$dead" "$tmp/openmpi-run.running.$$" "$tmp/ompi.other/pid.$dead"
    touch "$tmp/$shared" # the launcher cannot make a directory of it
    make --no-print-directory MPI=openmpi build/openmpi-trace/watch &> "$BATS_TEST_TMPDIR/built" # which says that it takes long
    TMPDIR=$tmp launch make --no-print-directory run MPI=openmpi NP=2 PROG=tests/programs/ends.c ARGS=rank
    expect_status 0
    expect_silence
    rmdir "$tmp/ompi.other" # nothing is left in it
    [[ $(ls "$tmp") == "$shared"$'\n'"openmpi-run.running.$$" ]] || complain "left: $(ls "$tmp")"
    # What its launcher warns of where the new process was quicker says nothing to anybody.
    printf '#!/bin/sh\necho "[vm:1] plm:rsh: Warning: setpgid(1,1) failed in parent with errno=Permission denied(13)" >&2\nexec mpirun.openmpi "$@"\n' > "$BATS_TEST_TMPDIR/launcher"
    chmod +x "$BATS_TEST_TMPDIR/launcher"
    NP=1 MPI=openmpi MPIRUN=$BATS_TEST_TMPDIR/launcher TRACE=build/openmpi-trace launch scripts/run build/openmpi-gcc/run/tests_programs_ends rank
    expect_status 0
    expect_silence
    TMPDIR=$tmp/none NP=2 MPI=openmpi expect_refusal '^Nothing can be written in .*/none, where Open MPI .* export TMPDIR=' \
        scripts/run build/openmpi-gcc/run/tests_programs_ends rank
    ((EUID == 0)) || return 0 # only root can make a disk that is full
    MPI=openmpi expect_refusal '^Nothing can be written in .*, where Open MPI ' unshare --mount bash -c 'mount -t tmpfs -o size=64k none "$0" &&
        TMPDIR=$0 scripts/run build/openmpi-gcc/run/tests_programs_ends rank || { status=$?; ls "$0"; exit "$status"; }' "$tmp"
}

# What is killed, by its place in the tree of processes, takes all of the run with it.
killed() {
    local runner victim
    : > "$BATS_TEST_TMPDIR/out"
    LIMIT=60 NP=2 scripts/run "$BATS_TEST_TMPDIR/ends" hang > "$BATS_TEST_TMPDIR/out" 2> "$BATS_TEST_TMPDIR/err" < /dev/null &
    runner=$!
    timeout 30 bash -c 'until grep -q waiting "$0"; do sleep 0.1; done' "$BATS_TEST_TMPDIR/out"
    victim=$runner
    [[ $1 == runner ]] || victim=$(pgrep_child "$runner" watch)
    [[ $1 != launcher ]] || victim=$(pgrep_child "$victim" '(mpirun|prterun)')
    [[ -n $victim ]] || complain "there is no $1"
    kill -KILL "$victim"
    wait "$runner" || true
    timeout 10 bash -c 'while ls -l /proc/[0-9]*/exe 2> /dev/null | grep -qF "$0"; do sleep 0.1; done' "$BATS_TEST_TMPDIR/ends" ||
        complain "ranks are left after the $1 was killed"
}

# pgrep_child PARENT PATTERN: the child whose name begins so.
pgrep_child() {
    local stat line
    for stat in /proc/[0-9]*/stat; do
        { read -r line < "$stat"; } 2> /dev/null || continue # it has ended meanwhile
        [[ ! $line =~ ^([0-9]+)' ('$2[^\)]*') '[A-Z]" $1 " ]] || echo "${BASH_REMATCH[1]}"
    done
}

@test "whoever is killed, nothing of the run stays" {
    scripts/compile tests/programs/ends.c "$BATS_TEST_TMPDIR/ends"
    killed runner
    killed watcher
    killed launcher
}

@test "a deadlock in Python is told with the line of the Python program" {
    command -v mpirun.openmpi > /dev/null || skip 'needs Open MPI: type scripts/setup --dev'
    /usr/bin/python3 -c 'import mpi4py' 2> /dev/null || skip 'needs mpi4py: type scripts/setup --dev'
    launch make --no-print-directory run MPI=openmpi NP=2 PROG='/usr/bin/python3 tests/programs/deadlock.py'
    expect_status 2 # make's own
    line=$(grep -n 'both receive first' tests/programs/deadlock.py | cut -d: -f1)
    for rank in 0 1; do
        [[ $errors == *"  rank $rank  waits in MPI_Mprobe (source $((1 - rank)), tag 7)   deadlock.py:$line   for a message that rank $((1 - rank)) has not sent"* ]] ||
            complain "expected rank $rank and its line"
    done
    [[ $errors == *'circle  rank 0 -> rank 1 -> rank 0'* ]]
}

# bats test_tags=all
@test "Python under the MPI that its mpi4py was not built for is refused" {
    mkdir "$BATS_TEST_TMPDIR/bin"
    printf '#!/bin/sh\necho "%s"\n' "$BATS_TEST_TMPDIR/library" > "$BATS_TEST_TMPDIR/bin/python3"
    printf '#!/bin/sh\nexit 1\n' > "$BATS_TEST_TMPDIR/bin/python4"
    chmod +x "$BATS_TEST_TMPDIR"/bin/*
    other=openmpi soname=libmpi.so.40
    [[ $MPI == mpich ]] || other=mpich soname=libmpich.so.12
    echo "$soname" > "$BATS_TEST_TMPDIR/library"
    export PATH=$BATS_TEST_TMPDIR/bin:$PATH
    PROG=tests/programs/deadlock.py expect_refusal "The mpi4py of .*/python3 was built for another MPI than .*: type make run MPI=$other PROG=" scripts/run-source
    PROG='python4 tests/programs/deadlock.py' expect_refusal '/python4 has no mpi4py: install it' scripts/run-source
    PROG='nothere tests/programs/deadlock.py' expect_refusal 'there is no command nothere' scripts/run-source
}

@test "GDB opens a rank in the debugger" {
    needs gdb
    scripts/compile tests/programs/ends.c "$BATS_TEST_TMPDIR/ends"
    printf 'break MPI_Barrier\nrun\nbt\nkill\nquit\n' |
        NP=2 GDB=1 LIMIT=30 timeout -k 2 60 scripts/run "$BATS_TEST_TMPDIR/ends" rank 2>&1 | cat > "$BATS_TEST_TMPDIR/out" || true
    output=$(< "$BATS_TEST_TMPDIR/out") 
    [[ $output == *'rank 1: of 2'* && $output =~ 'in main '.*'ends.c:'[0-9]+ ]] || complain 'expected the debugger to stop in rank 1'
    GDB=2 NP=2 expect_refusal '^GDB=2 is no rank of this run: give one from 0 to 1$' scripts/run "$BATS_TEST_TMPDIR/ends"
}

@test "WATCH=off leaves the watcher and the recorder away" {
    LIMIT=3 NP=2 WATCH=off launch scripts/run "$programs/receive-first"
    expect_status 124
    [[ $errors == 'Timed out after 3 s: every rank has been ended. LIMIT=6 gives it more time.' ]] || complain 'expected one line'
    WATCH=maybe expect_refusal '^WATCH=maybe is not known: expected WATCH=off, or nothing$' scripts/run "$programs/receive-first"
}
