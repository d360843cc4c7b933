load ../helpers

# The program that ends in every way there is, built once for this file.
setup_file() {
    scripts/compile tests/programs/ends.c "$BATS_FILE_TMPDIR/ends"
}

setup() {
    ends=$BATS_TEST_TMPDIR/ends # of its own, to be told from the other tests' processes
    cp "$BATS_FILE_TMPDIR/ends" "$ends"
    export NP=2
}

nothing_left() {
    local process
    for process in /proc/[0-9]*; do
        [[ ! $process/exe -ef $ends ]] || { complain "${process#/proc/} is still running"; }
    done
}

@test "run shows the line that it runs, and that line runs by itself" {
    launch scripts/run "$ends" rank
    expect_status 0
    expect_output <<< $'rank 0: of 2\nrank 1: of 2'
    read -ra line <<< "${output%%$'\n'*}"
    launch "${line[@]}"
    expect_status 0
    [[ $output == *'rank 1: of 2'* ]]
}

@test "run ends with the program's own status" {
    for status_wanted in 0 1 5 121; do # 121 is a deadlock's too
        launch scripts/run "$ends" exit "$status_wanted"
        expect_status "$status_wanted"
        expect_silence
    done
    launch scripts/run "$ends" abort 7
    expect_status 7
}

# bats test_tags=all
@test "run tells which rank died of a signal, in one line, with status 128+n" {
    launch scripts/run "$ends" signal 11
    expect_status 139
    [[ $errors =~ ^'Rank 1 died of signal 11 (SIGSEGV) after MPI_Init (ends.c:'[0-9]+'); the launcher ended the others.'$ ]] ||
        complain 'expected one line'
    expect_output < /dev/null
    launch scripts/run "$ends" signal 9
    expect_status 137
    # Where the watcher had no time to look there is only the launcher's word: Open MPI 4.1.4 loses it at times, and
    # MPICH's, which ends the others by the same signal, may name one of those.
    [[ $errors =~ ^'Rank '(1' was killed (signal 9) after MPI_Init'|0' was killed (signal 9) '(in|after)' MPI_'(Barrier|Init))' (ends.c:'[0-9]+'); the launcher ended the others.'$ ||
        ($MPI == openmpi && $errors == 'A rank was killed (signal 9); the launcher ended the others.') ]] || complain 'expected one line'
    nothing_left
    WATCH=off launch scripts/run "$ends" signal 11
    expect_status 139
    [[ $errors == 'A rank died of signal 11 (SIGSEGV); the launcher ended the others.' ]] || complain 'expected one line'
}

# watched PID: whether the watcher would see it end.
watched() {
    grep -qsx "Pid:[[:space:]]*$1" /proc/[0-9]*/fdinfo/*
}

# bats test_tags=all
@test "of ranks that are killed the first is named, whatever the launcher says" {
    printf '%s\n' '#include <mpi.h>' '#include <stdio.h>' '#include <unistd.h>' 'int main(int argc, char **argv) {' 'MPI_Init(&argc, &argv);' \
        'int rank;' 'MPI_Comm_rank(MPI_COMM_WORLD, &rank);' 'printf("%d: %d\n", rank, (int)getpid());' 'fflush(stdout);' 'for (;;) pause();' '}' > "$BATS_TEST_TMPDIR/f.c"
    scripts/compile "$BATS_TEST_TMPDIR/f.c" "$BATS_TEST_TMPDIR/f"
    [[ $MPI != mpich ]] || export MPIRUN='mpirun.mpich -disable-auto-cleanup' # which leaves the killing to us
    local zero='' one=''
    NP=2 scripts/run "$BATS_TEST_TMPDIR/f" > "$BATS_TEST_TMPDIR/out" 2> "$BATS_TEST_TMPDIR/err" < /dev/null 3>&- &
    until [[ -n $zero && -n $one ]] && watched "$zero" && watched "$one"; do
        kill -0 $!
        sleep 0.1
        zero=$(sed -n 's/^0: //p' "$BATS_TEST_TMPDIR/out") one=$(sed -n 's/^1: //p' "$BATS_TEST_TMPDIR/out")
    done
    kill -KILL "$one"
    # With all of its threads; that the launcher takes note of it may be later.
    until [[ ! -e /proc/$one ]] || grep -qsPz '\nState:\tZ(.*\n)*Threads:\t1\n' "/proc/$one/status"; do sleep 0.1; done
    kill -KILL "$zero" 2> /dev/null || true
    status=0
    wait $! || status=$?
    output='' errors=$(< "$BATS_TEST_TMPDIR/err")
    expect_status 137
    [[ $errors == 'Rank 1 was killed (signal 9) after MPI_Init (f.c:'*'; the launcher ended the others.' ]] || complain 'expected the first'
}

# bats test_tags=all
@test "run tells the line on which a rank died" {
    launch scripts/run "$ends" crash
    expect_status 139
    [[ $errors =~ 'Rank 1 died of signal 11 (SIGSEGV) at ends.c:'([0-9]+) ]] || complain 'expected a line'
    [[ $(sed -n "${BASH_REMATCH[1]}p" tests/programs/ends.c) == *'*nowhere = number;'* ]] || complain 'expected the line of the crash'
}

@test "run tells a rank that left without MPI_Finalize, with status 122" {
    for number in 0 5; do
        launch scripts/run "$ends" leave "$number"
        expect_status 122
        [[ $errors =~ ^(.*$'\n')?'Rank 1 left without MPI_Finalize, with exit status '$number', after MPI_Init (ends.c:'[0-9]+'). Every rank ' ]] ||
            complain 'expected to be told'
    done
    nothing_left
}

@test "run ends at its limit with status 124, tells where each rank is, keeps the output, and leaves nothing" {
    LIMIT=5 launch scripts/run "$ends" hang
    expect_status 124
    [[ $errors =~ ^'Timed out after 5 s: every rank has been ended. LIMIT=10 gives it more time.'$'\n''  rank 0  does not call MPI, after MPI_Init   ends.c:'[0-9]+', for '[0-9.]+' s'$'\n''  rank 1  waits in MPI_Barrier   ends.c:'[0-9]+', for '[0-9.]+' s'$ ]] ||
        complain 'expected the state of each rank'
    expect_output <<< 'rank 0: waiting'
    nothing_left
    WATCH=off LIMIT=2 launch scripts/run "$ends" hang
    expect_status 124
    [[ $errors == 'Timed out after 2 s: every rank has been ended. LIMIT=4 gives it more time.' ]] || complain 'expected one line'
    nothing_left
}

# interrupt SIGNAL TARGET: starts a run that hangs, sends the signal to TARGET (a - before the number
# of the process means its whole group, as Ctrl-C does), and expects that all of it ends.
interrupt() {
    : > "$BATS_TEST_TMPDIR/out"
    set -m # a group of its own, in which Ctrl-C is not ignored
    scripts/run "$ends" hang > "$BATS_TEST_TMPDIR/out" 2> "$BATS_TEST_TMPDIR/err" < /dev/null &
    set +m
    until grep -q waiting "$BATS_TEST_TMPDIR/out"; do
        kill -0 $!
        sleep 0.1
    done
    kill -"$1" -- "$2$!"
    status=0
    wait $! || status=$?
    output=$(< "$BATS_TEST_TMPDIR/out") errors=$(< "$BATS_TEST_TMPDIR/err")
    expect_status $((128 + $(kill -l "$1")))
    [[ $errors == "Interrupted (SIG$1): every rank has been ended." ]] || complain 'expected one line'
    nothing_left
}

# bats test_tags=all
@test "run ends all ranks when it is interrupted, and leaves nothing" {
    export LIMIT=600 # far longer than it may take
    interrupt INT -
    interrupt INT ''
    interrupt TERM ''
    interrupt HUP -
    WATCH=off interrupt TERM '' # the launcher itself is asked, once
}

# heeds COUNT: waits for ever, and ends at the signal of that number.
heeds() {
    exec bash -c 'n=0; trap "((++n < $1)) || exit 7" TERM; echo ready; while :; do read -rt 1 <> <(:); done' - "$1"
}

# bats test_tags=all
@test "what has missed a signal is asked again to end, alone or in a group" {
    . scripts/lib/end.sh
    local ready=$BATS_TEST_TMPDIR/ready deaf third
    : > "$ready"
    END_WITHIN=3
    heeds 3 >> "$ready" 3>&- &
    third=$!
    setsid bash -c "$(declare -f heeds); heeds 2 & heeds 9999" >> "$ready" 3>&- &
    deaf=$!
    until (($(wc -l < "$ready") == 3)); do sleep 0.1; done
    status=0
    end "$third" || status=$?
    [[ $status -eq 7 ]] || complain 'expected it to end by itself'
    end "$deaf" "-$deaf" || status=$?
    [[ $status -eq 137 ]] || complain 'expected it to be killed at last'
    while pgrep -s "$deaf" > /dev/null; do sleep 0.1; done # or the test's own time limit
}

# bats test_tags=all
@test "run ends what a rank has left behind" {
    LIMIT=5 launch scripts/run "$ends" orphan # whose open output the launcher waits for
    expect_status 124
    # MPICH's launcher has ended it by then, Open MPI's has not.
    [[ $MPI == mpich || $errors == *'A process that a rank had started was still running: it has been ended.'* ]] ||
        complain 'expected to be told'
    nothing_left
}

# bats test_tags=all
@test "run leaves no file behind" {
    mkdir "$BATS_TEST_TMPDIR/tmp"
    TMPDIR=$BATS_TEST_TMPDIR/tmp launch scripts/run "$ends" rank
    expect_status 0
    [[ -z $(ls -A "$BATS_TEST_TMPDIR/tmp" | grep -v '^ompi') ]] # Open MPI keeps an empty directory
}

@test "run passes arguments on as they are, from its own line and from ARGS" {
    ARGS='"two words" $HOME *' launch scripts/run "$ends" echo 'a b' '' '*'
    expect_status 0
    [[ ${output#*$'\n'} == $'<a b>\n<>\n<*>\n<two words>\n<$HOME>\n<*>' ]] || complain 'expected the arguments'
}

# bats test_tags=all
@test "run gives standard input to rank 0 and passes output on before a line ends" {
    mkfifo "$BATS_TEST_TMPDIR/in"
    : > "$BATS_TEST_TMPDIR/out"
    timeout --kill-after=2 30 scripts/run "$ends" prompt < "$BATS_TEST_TMPDIR/in" > "$BATS_TEST_TMPDIR/out" &
    exec 5> "$BATS_TEST_TMPDIR/in"
    until [[ $(< "$BATS_TEST_TMPDIR/out") == *'Your name? ' ]]; do
        kill -0 $!
        sleep 0.1
    done
    echo Ada >&5
    exec 5>&-
    wait $!
    [[ $(< "$BATS_TEST_TMPDIR/out") == *'Your name? Hello, Ada' ]]
}

# bats test_tags=all
@test "run works in a path with a space" {
    mkdir "$BATS_TEST_TMPDIR/my programs"
    cp "$ends" "$BATS_TEST_TMPDIR/my programs/the end"
    launch scripts/run "$BATS_TEST_TMPDIR/my programs/the end" rank
    expect_status 0
    expect_silence
    expect_output <<< $'rank 0: of 2\nrank 1: of 2'
}

@test "run refuses a number of processes that is none" {
    for number in 0 abc 9999 -1 1.5 08 ' ' 99999999999999999999; do
        NP=$number expect_refusal "^NP=$number is not a whole number from 1 to 128 \(MAX_NP\): give for example NP=4$" scripts/run "$ends"
    done
    NP=9 MAX_NP=8 expect_refusal '^NP=9 is not a whole number from 1 to 8 \(MAX_NP\): ' scripts/run "$ends"
}

@test "run refuses limits that are none" {
    for number in 0 abc; do
        LIMIT=$number expect_refusal "^LIMIT=$number is not a whole number from 1 to" scripts/run "$ends"
        MAX_NP=$number expect_refusal "^MAX_NP=$number is not a whole number from 1 to" scripts/run "$ends"
    done
}

@test "run refuses a program that is not there, or no program" {
    expect_refusal '^build/nothing is not there to be run: type make build$' scripts/run build/nothing
    expect_refusal 'type make build' scripts/run lessons
    expect_refusal '^Which program\? Type ' scripts/run
}

@test "run refuses arguments with an open quote, and a lone colon" {
    ARGS='a : b' expect_refusal '^ARGS: launchers take a lone : for the beginning of another program: ' scripts/run "$ends"
    ARGS='"open' expect_refusal '^ARGS="open: a quote is open: close it$' scripts/run "$ends"
}

@test "run refuses a launcher that is not there" {
    MPIRUN=/nowhere/mpirun expect_refusal 'there is no command /nowhere/mpirun: give the launcher' scripts/run "$ends"
}

@test "run says when its output cannot be written" {
    status=0
    errors=$(timeout 30 scripts/run "$ends" rank 2>&1 > /dev/full < /dev/null) || status=$?
    expect_status 2
    [[ $errors == 'The output cannot be written: is the disk full?' ]]
}

@test "run refuses a program that was built with another MPI than the launcher's" {
    printf '#!/bin/sh\n# %s\n' libmpich.so.12 > "$BATS_TEST_TMPDIR/of-mpich"
    printf '#!/bin/sh\n# %s\n' libmpi.so.40 > "$BATS_TEST_TMPDIR/of-openmpi"
    printf '#!/bin/sh\necho "mpirun (Open MPI) 4.1.4"\n' > "$BATS_TEST_TMPDIR/mpirun-openmpi"
    printf '#!/bin/sh\necho "HYDRA build details:"\n' > "$BATS_TEST_TMPDIR/mpirun-mpich"
    chmod +x "$BATS_TEST_TMPDIR"/{of,mpirun}-*
    MPIRUN=$BATS_TEST_TMPDIR/mpirun-openmpi expect_refusal 'of-mpich was built with another MPI than .*mpirun-openmpi' \
        scripts/run "$BATS_TEST_TMPDIR/of-mpich"
    MPIRUN=$BATS_TEST_TMPDIR/mpirun-mpich expect_refusal 'of-openmpi was built with another MPI than .*mpirun-mpich' \
        scripts/run "$BATS_TEST_TMPDIR/of-openmpi"
    MPIRUN=$BATS_TEST_TMPDIR/mpirun-openmpi launch scripts/run "$BATS_TEST_TMPDIR/of-openmpi"
    expect_status 0
}

# A launcher that neither connects its processes nor tells them their rank.
@test "run tells at once that each process is alone, whoever launched it" {
    printf '%s\n' '#!/bin/bash' "trap 'kill \$(jobs -p) 2> /dev/null; wait' TERM" 'for ((i = 0; i < $2; i++)); do "${@:3}" & done' wait > "$BATS_TEST_TMPDIR/lonely"
    chmod +x "$BATS_TEST_TMPDIR/lonely"
    for way in 'rank' 'hang'; do
        MPIRUN=$BATS_TEST_TMPDIR/lonely NP=3 launch scripts/run "$ends" $way
        expect_status 120
        # A rank of Open MPI that is alone starts a daemon of its own, which may be seen when all is ended.
        [[ $MPI == mpich ]] || errors=$(grep -vE '^\[warn\] Epoll|^A process that a rank had started' <<< "$errors")
        [[ $errors == 'Each of the 3 processes is alone: MPI made it rank 0 of 1, so no message can reach another.'$'\n  '*'give MPICC and MPIRUN of one MPI, then type make doctor' ]] ||
            complain 'expected two lines'
        nothing_left
    done
    MPIRUN=$BATS_TEST_TMPDIR/lonely NP=1 launch scripts/run "$ends" rank
    expect_status 0
    expect_silence
    MPIRUN=$BATS_TEST_TMPDIR/lonely NP=1 launch scripts/run "$ends" leave 5
    expect_status 122 # it is watched all the same
}

@test "run tells that the ranks of a broken MPICH are alone, and how to get an MPI that works" {
    make -s MPI=mpich build/mpich-trace/watch build/mpich-gcc/0{1-hello,3-deadlock}
    export PATH=$PWD/tests/door/alone:$PATH MPI=mpich
    launch scripts/run build/mpich-gcc/01-hello
    expect_status 120
    [[ $errors == 'Each of the 2 processes is alone: MPI made it rank 0 of 1, so no message can reach another.'$'\n  The MPICH here does not connect its ranks: type scripts/setup, '* ]] ||
        complain 'expected two lines'
    launch scripts/lesson build/mpich-gcc/03-deadlock
    expect_status 120
    [[ $output != *declared* ]] || complain 'expected that no other case is run'
}
