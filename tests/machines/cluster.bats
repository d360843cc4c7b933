# bats file_tags=all
# Many machines: two hosts that are reached by ssh, and a Slurm of two machines, all made by tests/machines/cluster.
load ../helpers
load ../watching

# start_machines: sets machines, a process that takes them all with it when it is killed, and LOGIN, where to
# launch what uses them.
start_machines() {
    local tries
    "$BATS_TEST_DIRNAME/cluster" sleep infinity > "$BATS_FILE_TMPDIR/machines" 2>&1 3>&- &
    machines=$!
    for ((tries = 0; tries < 300; tries++)); do
        LOGIN=$(pgrep -P "$machines") && timeout 10 "$BATS_TEST_DIRNAME/cluster" --on "$LOGIN" true 2> /dev/null && return
        sleep 0.1
    done
    cat "$BATS_FILE_TMPDIR/machines"
    kill -KILL "$machines"
    return 1
}

setup_file() {
    ((EUID == 0)) && type -P ssh dropbear slurmctld slurmd ip > /dev/null || return 0
    start_machines
    export LOGIN MACHINES=$machines
}

teardown_file() {
    [[ -z ${MACHINES:-} ]] || { kill -KILL "$MACHINES" && wait "$MACHINES"; } 2> /dev/null || true
}

setup() {
    ((EUID == 0)) || skip 'only root can make machines'
    needs ssh dropbear slurmctld slurmd ip
    built=$PWD/$BIN machines=''
    own_workbook copy
    ln -s "$built" "$BIN"
    export TRACE=build/$MPI-trace
}

teardown() {
    [[ -z ${machines:-} ]] || { kill -KILL "$machines" && wait "$machines"; } 2> /dev/null || true
}

# on_login COMMAND...: launches it there, with the variables that are set here.
on_login() {
    launch "$BATS_TEST_DIRNAME/cluster" --on "$LOGIN" "$@"
}

# forget_waiting: takes from errors that Slurm let a run wait, as it may on a busy machine.
forget_waiting() {
    errors=$(grep -v '^Waiting for machines ' <<< "$errors")
}

# all_run [COMMAND...]: every lesson as its record says, and every solution, by this, on two machines.
all_run() {
    local file name wrong=0 count=0
    for name in lessons/[0-9]*; do # some exercises of two lessons have the same name
        FLAGS='-O0 -DSOLUTION' BIN=solutions/${name#*/} scripts/dev/compile-programs "$name/exercises"
    done
    for file in "$BIN"/[0-9][0-9]-* solutions/*/programs/*; do
        [[ $file != *.d ]] || continue
        name=run
        [[ $file != "$BIN"/* ]] || name=lesson
        ((++count))
        LIMIT=20 on_login "$@" "scripts/$name" "$file"
        [[ $status == 0 && $(grep -c '^rank ' <<< "$output") -gt 0 ]] && continue
        echo "$file: status $status: $output $errors"
        ((++wrong))
    done
    echo "$count programs, $wrong wrong"
    ((count >= 36 && wrong == 0))
}

@test "every lesson and every solution runs on two hosts by ssh" {
    HOSTS=n1:2,n2:2 all_run
}

@test "every lesson and every solution runs on two machines of Slurm" {
    LAUNCHER=slurm all_run salloc --quiet --nodes=2 --ntasks=4
}

@test "a deadlock between two machines is explained as on one, and drawn with them" {
    HOSTS=n1:1,n2:1 ARGS=receive-first on_login scripts/lesson "$BIN/03-deadlock"
    expect_status 121
    [[ $errors == 'DEADLOCK: 2 of 2 ranks wait for each other and can never go on.
  rank 0  waits in MPI_Recv (source 1, tag 8)   deadlock.c:88   for a message that rank 1 has not sent
  rank 1  waits in MPI_Recv (source 0, tag 8)   deadlock.c:88   for a message that rank 0 has not sent
  circle  rank 0 -> rank 1 -> rank 0
  look    each receives first: let one send first, or all use MPI_Sendrecv
  n1: rank 0; n2: rank 1
  lesson  3 shows the ways out' ]] || complain 'expected to be told as on one machine'
    launch scripts/draw chart
    grep -qxE 'rank 0 +rank 1 *' <<< "$output" && grep -qxE 'n1 +n2 *' <<< "$output" || complain 'expected the machines below the ranks'
    launch scripts/draw picture
    [[ $output == *'class="machine"'*'>n1<'*'>n2<'* ]] || complain 'expected the machines'
    launch scripts/draw page
    launch "$TRACE/draw" log build/runs/last
    [[ $(tr -d '\0' < "$BATS_TEST_TMPDIR/out") == *'"machine":"n1"'*'"machine":"n2"'* ]] || complain 'expected the machines'
}

@test "a deadlock is explained under Slurm, and its noise kept away" {
    LAUNCHER=slurm NODES=2 NP=2 ARGS=send-first-large on_login scripts/lesson "$BIN/03-deadlock"
    expect_status 121
    [[ $output == 'salloc --nodes=2 --ntasks=2 --time=5
srun --quiet --kill-on-bad-exit=1 --mpi=pmi2 -n 2 '* ]] || complain 'expected to see what is run'
    forget_waiting
    [[ $errors == 'DEADLOCK: 2 of 2 ranks'*'n1: rank 0; n2: rank 1'*'lesson  3 shows the ways out' && $errors != *slurmstepd* && $errors != *srun:* ]] || complain 'expected the reason alone'
}

@test "deadlocks of all kinds are explained, and right programs are not accused, on two machines" {
    scripts/dev/compile-programs tests/programs/stuck tests/programs/right
    local few=${FEW:-12} by=("$BATS_TEST_DIRNAME/cluster" --on "$LOGIN") # FEW=1: all of them
    export HOSTS=n1:1,n2:7
    expect_explained_at 2 24
    [[ $few != 1 ]] || expect_explained_at 4 20
    [[ $few != 1 ]] || expect_no_accusation_at 2 25
    expect_no_accusation_at 4 20
}

@test "a rank that dies on another machine is told" {
    printf '%s\n' '#include <mpi.h>' '#include <signal.h>' 'int main(int argc, char **argv) {' \
        'int rank;' 'MPI_Init(&argc, &argv);' 'MPI_Comm_rank(MPI_COMM_WORLD, &rank);' \
        'if (rank == 1) raise(SIGSEGV);' 'MPI_Barrier(MPI_COMM_WORLD);' 'MPI_Finalize();' '}' > "$BATS_TEST_TMPDIR/die.c"
    scripts/compile "$BATS_TEST_TMPDIR/die.c" "$BATS_TEST_TMPDIR/die"
    HOSTS=n1:1,n2:1 on_login scripts/run "$BATS_TEST_TMPDIR/die"
    expect_status 139
    [[ $errors == *'Rank 1 died of signal 11 (SIGSEGV) after MPI_Init (die.c:5); the launcher ended the others.'* ]] || complain 'expected to be told'
    LAUNCHER=slurm NODES=2 NP=2 on_login scripts/run "$BATS_TEST_TMPDIR/die"
    expect_status 139
    [[ $errors == *'Rank 1 died of signal 11 (SIGSEGV)'* ]] || complain 'expected to be told'
    # Who is killed cannot tell, and the launchers' words on it are of many kinds.
    printf '%s\n' '#include <mpi.h>' '#include <signal.h>' '#include <unistd.h>' 'int main(int argc, char **argv) {' \
        'int rank;' 'MPI_Init(&argc, &argv);' 'MPI_Comm_rank(MPI_COMM_WORLD, &rank);' 'MPI_Barrier(MPI_COMM_WORLD);' \
        'if (rank == 0) sleep(100);' 'raise(SIGKILL);' '}' > "$BATS_TEST_TMPDIR/die.c"
    scripts/compile "$BATS_TEST_TMPDIR/die.c" "$BATS_TEST_TMPDIR/die"
    for how in HOSTS=n1:1,n2:1 'LAUNCHER=slurm NODES=2 NP=2'; do
        # shellcheck disable=SC2086 # words
        on_login env $how scripts/run "$BATS_TEST_TMPDIR/die"
        expect_status 137
        forget_waiting
        [[ $errors == 'A rank was killed (signal 9), or gone by _exit; the launcher ended the others. Between machines it is not seen which was the first: make trace shows what each did last.' ]] ||
            complain 'expected to be told'
    done
    # Who was ended for another's MPI_Abort was not the reason, whatever its status looks like, nor is its machine lost
    # where what carries its log is late.
    printf '%s\n' '#include <mpi.h>' '#include <stdlib.h>' '#include <unistd.h>' 'int main(int argc, char **argv) {' \
        'int rank;' 'MPI_Init(&argc, &argv);' 'MPI_Comm_rank(MPI_COMM_WORLD, &rank);' 'if (rank == 1) system(argv[1]);' \
        'MPI_Barrier(MPI_COMM_WORLD);' 'if (rank == 0) MPI_Abort(MPI_COMM_WORLD, 255);' 'sleep(100);' '}' > "$BATS_TEST_TMPDIR/die.c"
    scripts/compile "$BATS_TEST_TMPDIR/die.c" "$BATS_TEST_TMPDIR/die"
    for how in HOSTS=n1:1,n2:1 'LAUNCHER=slurm NODES=2 NP=2'; do
        for late in true "pkill -STOP -f '[c]arry $PWD'"; do
            # shellcheck disable=SC2086 # words
            on_login env $how scripts/run "$BATS_TEST_TMPDIR/die" "$late"
            expect_status 255
            forget_waiting
            [[ $(grep -v '^Abort(255) ' <<< "$errors") == 'Rank 0 ended with status 255 in MPI_Abort (die.c:10); the launcher ended the others.' ]] || complain 'expected to be told'
        done
    done
}

@test "a status of one rank is that of the run under Slurm too, and what Slurm ends is told" {
    printf '%s\n' '#include <mpi.h>' '#include <stdio.h>' '#include <unistd.h>' 'int main(int argc, char **argv) {' \
        'int rank;' 'MPI_Init(&argc, &argv);' 'MPI_Comm_rank(MPI_COMM_WORLD, &rank);' 'MPI_Barrier(MPI_COMM_WORLD);' \
        'if (argc == 1) { puts("ready"); fflush(stdout); sleep(100); }' \
        'MPI_Finalize();' 'if (rank == 1) return 3;' 'sleep(100);' '}' > "$BATS_TEST_TMPDIR/end.c"
    scripts/compile "$BATS_TEST_TMPDIR/end.c" "$BATS_TEST_TMPDIR/end"
    LAUNCHER=slurm NODES=2 NP=2 on_login scripts/run "$BATS_TEST_TMPDIR/end" return
    expect_status 3
    forget_waiting
    [[ -z $errors ]] || complain 'expected nothing more'
    # The reason as squeue tells it, for the shortest time is a minute.
    printf '#!/bin/sh\n[ -e "%s/over" ] && echo COMPLETING TimeLimit || exec %q "$@"\n' "$BATS_TEST_TMPDIR" "$(type -P squeue)" > squeue
    chmod +x squeue
    for how in cancelled over; do
        LAUNCHER=slurm NODES=2 NP=2 on_login env PATH="$PWD:$PATH" bash -c 'scripts/run "$0" > "$1/said-$2" & run=$!
            until grep -qs ready "$1/said-$2"; do sleep 0.1; done
            : > "$1/$2"; scancel --name="workbook-$run"; wait $run' "$BATS_TEST_TMPDIR/end" "$BATS_TEST_TMPDIR" "$how"
        forget_waiting
        if [[ $how == over ]]; then
            expect_status 124
            [[ $errors == 'The job has had its time, and Slurm ended it: ask for more with MINUTES, or in a job file with --time.' ]] || complain 'expected why'
        else
            expect_status 143
            [[ $errors == 'The job was taken back (by Ctrl-C, scancel or Slurm), and every rank was ended.' ]] || complain 'expected why'
        fi
    done
}

@test "the time limit and an interrupt end every rank on every machine" {
    printf '%s\n' '#include <mpi.h>' '#include <stdio.h>' '#include <unistd.h>' 'int main(int argc, char **argv) {' 'MPI_Init(&argc, &argv);' \
        'puts("ready");' 'fflush(stdout);' 'for (;;) sleep(1);' '}' > "$BATS_TEST_TMPDIR/f.c"
    scripts/compile "$BATS_TEST_TMPDIR/f.c" "$BATS_TEST_TMPDIR/f"
    # A launcher has much to say once it is told to end.
    cat > launcher << 'END'
#!/bin/bash
trap 'echo "[proxy:0:0@n1] something closed" >&2; kill $!; wait' TERM
mpirun.mpich "$@" <&0 &
wait
END
    chmod +x launcher
    ln -s "$(dirname "$(realpath "$(command -v mpirun.mpich)")")/hydra_pmi_proxy" . # which is looked for beside it
    still='for machine in n1 n2; do ssh $machine "pgrep -x f; pgrep -f \"carry $PWD/build\""; done; pgrep -x f'
    HOSTS=n1:1,n2:1 on_login bash -c 'scripts/run "$0" > said & run=$!
        until [[ $(grep -cs ready said) == 2 ]]; do sleep 0.1; done
        kill -TERM $run; wait $run' "$BATS_TEST_TMPDIR/f"
    expect_status 143
    [[ $errors == 'Interrupted (SIGTERM): every rank has been ended.' ]] || complain 'expected to be told'
    on_login bash -c "$still"
    [[ -z $output ]] || complain 'expected that nothing stays'
    MPIRUN=./launcher HOSTS=n1:1,n2:1 LIMIT=8 on_login scripts/run "$BATS_TEST_TMPDIR/f"
    expect_status 124
    [[ $errors == 'Timed out after 8 s'*'rank 1  does not call MPI, after MPI_Init'*'n1: rank 0; n2: rank 1' ]] || complain 'expected the states'
    on_login bash -c "$still"
    [[ -z $output ]] || complain 'expected that nothing stays'
    # What it says where no rank is heard of may be the reason.
    sed -i 's/^mpirun.mpich/[[ $1 == -v* || $1 == --v* ]] || set -- -n 1 sleep 600\n&/' launcher
    MPIRUN=./launcher HOSTS=n1:1,n2:1 LIMIT=2 on_login scripts/run "$BATS_TEST_TMPDIR/f"
    expect_status 124
    [[ $errors == *'rank 1  has not called MPI_Init'*'[proxy:0:0@n1] something closed'* ]] || complain 'expected the words of the launcher'
}

@test "no arrow runs backwards, whatever the clocks of the machines say" {
    local more drift
    HOSTS=n1:2,n2:2 on_login scripts/run "$BIN/09-nonblocking"
    expect_status 0
    scripts/compile-trace --headers "$BATS_TEST_TMPDIR/headers"
    for program in arrows shift-clock; do
        gcc -D_GNU_SOURCE -I "$BATS_TEST_TMPDIR/headers" -I common -o "$BATS_TEST_TMPDIR/$program" "tests/programs/trace/$program.c" \
            common/{history,log,mpi}/*.c -lm
    done
    launch "$BATS_TEST_TMPDIR/arrows" build/runs/last/
    expect_status 0
    [[ $output == '80 arrows, 0 backwards, 0 calls out of order, '* ]] || complain 'expected the messages of lesson 9'
    length=${output##*, }
    # A second and an hour off, ahead and behind; and one that runs a thousandth too fast, as none does.
    for more in '2000000000 0' '-9000000000000 0' '1000000 1000'; do
        cp -r build/runs/last/ "$BATS_TEST_TMPDIR/run"
        # shellcheck disable=SC2086 # two words
        [[ $("$BATS_TEST_TMPDIR/shift-clock" "$BATS_TEST_TMPDIR/run" n2 $more) == 2 ]]
        launch "$BATS_TEST_TMPDIR/arrows" "$BATS_TEST_TMPDIR/run"
        [[ $output == '80 arrows, 0 backwards, 0 calls out of order, '* ]] || complain "expected none at $more"
        awk -v one="$length" -v other="${output##*, }" 'BEGIN { exit !(other < 1.01 * one + 0.002 && one < 1.01 * other + 0.002) }' ||
            complain "expected the length of the run, $length, at $more"
        rm -r "$BATS_TEST_TMPDIR/run"
    done
}

# expect_told PATTERN: before the launch, in one line.
expect_told() {
    on_login scripts/run "$BIN/01-hello"
    expect_status 2 || return
    [[ $errors =~ ^$1$ && $errors != *$'\n'* && -z $output ]] || complain "expected to be told: $1"
}

@test "a machine that cannot be reached is told before anything is launched" {
    start_machines
    HOSTS=n1:1,n3:1 expect_told 'n3 is no machine that is known here .*spelt right\?'
    HOSTS=n1:1,gate:1 expect_told 'gate has no ssh server that answers: .*'
    HOSTS=n1:1,nobody:1 expect_told 'nobody does not answer: is it on, .*'
    # Who is told to end while it asks leaves nobody asking, and no file.
    HOSTS=nobody:1 on_login bash -c 'scripts/run "$0" & run=$!
        until pgrep -x ssh; do sleep 0.1; done > /dev/null
        kill -TERM $run; wait $run
        for ((tries = 0; tries < 20; tries++)); do pgrep -x ssh > /dev/null || break; sleep 0.1; done; pgrep -x ssh; ls build/runs; ls -d /var/tmp/tmp.*' "$BIN/01-hello"
    [[ -z $output ]] || complain 'expected that nothing stays'
    mkdir empty && cd empty
    WATCH=off HOSTS=n3 on_login ../scripts/run "$built/01-hello"
    cd .. && rmdir empty
    on_login bash -c 'sed -i "s/ no$/ yes/" ~/.ssh/config; rm -f ~/.ssh/known_hosts'
    HOSTS=n2:1 expect_told 'n2 is not known to ssh, .* type ssh n2 true, .*'
    on_login bash -c 'sed -i "s/ yes$/ no/" ~/.ssh/config; : > ~/.ssh/authorized_keys'
    HOSTS=n2:1 expect_told 'n2 does not let you in without a password: type ssh-copy-id n2, .*'
}

@test "another MPI, another build, another directory, and another time on a machine are told" {
    local here=$PWD library
    start_machines
    export HOSTS=n1:1,n2:1
    # wrong WHAT: does this on n2, which then is wrong.
    wrong() { on_login ssh n2 "$1" && expect_status 0; }
    library=$(ldd "$BIN/01-hello" | sed -n '/libmpi/{s/.*=> //;s/ .*//;p;q}')
    wrong "mkdir /var/tmp/empty && mount --bind /var/tmp/empty '$here'"
    expect_told "n2 has a directory .* of its own, .*"
    wrong "umount '$here'; mount -t tmpfs none '$here/..'"
    expect_told "n2 has no directory $here: .*"
    wrong "umount '${here%/*}'"
    wrong "mount -t tmpfs none '$here/build/runs'"
    expect_told 'n2 has a directory .* of its own, .*'
    wrong "umount '$here/build/runs'"
    wrong "mount --bind '$built/02-point-to-point' '$built/01-hello'"
    expect_told "n2 sees another build of $BIN/01-hello: .*"
    wrong "umount '$built/01-hello'"
    wrong "mount --bind /usr/lib/x86_64-linux-gnu/libc.so.6 '$library'"
    expect_told "n2 has another MPI than the one that $BIN/01-hello was built with: .*"
    wrong "umount '$library'; mount --bind /dev/null '$(realpath "$(type -P hydra_pmi_proxy)")'"
    expect_told "n2 has no .*hydra_pmi_proxy, which mpirun.* starts there: .*"
    wrong "umount '$(realpath "$(type -P hydra_pmi_proxy)")'"
    cp "$(type -P date)" "$BATS_TEST_TMPDIR/date"
    # The date of n2 alone becomes a script.
    printf '#!/bin/sh\n[ "$(uname -n)" = n2 ] || exec %q "$@"\necho $(($(%q +%%s) - 3600))\n' \
        "$BATS_TEST_TMPDIR/date" "$BATS_TEST_TMPDIR/date" > "$BATS_TEST_TMPDIR/late"
    chmod +x "$BATS_TEST_TMPDIR/late"
    wrong "mount --bind '$BATS_TEST_TMPDIR/late' '$(type -P date)'"
    on_login scripts/run "$BIN/01-hello"
    expect_status 0
    [[ $errors =~ ^'The clock of n2 is '(359|360)[0-9]' s behind of the one here: ' ]] || complain 'expected to be told, and to go on'
}

# A program that goes on for long, and its end on one machine: by the command `how`.
lose_machine() {
    cat > "$BATS_TEST_TMPDIR/long.c" << 'END'
#include <mpi.h>
int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    for (double start = MPI_Wtime(); MPI_Wtime() < start + 300;)
        MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
}
END
    scripts/compile "$BATS_TEST_TMPDIR/long.c" "$BATS_TEST_TMPDIR/long"
    start_machines
    TIME=200 LIMIT=180 on_login bash -c "(until [[ \$(ls build/runs/*/rank-[0-3] 2> /dev/null | wc -l) == 4 ]]; do sleep 0.1; done; sleep 1; $1) & exec scripts/run '$BATS_TEST_TMPDIR/long'"
    expect_status 123
    [[ $errors == *'n2 has not been heard of any more: rank 2, 3 ran there. The machine is down, or cannot be reached.'* ]] || complain 'expected the machine'
    [[ $errors != *mpiexec@* ]] || complain 'expected no words of the launcher'
    on_login bash -c 'pgrep -x long; pgrep carry; ssh n1 "pgrep -x long; pgrep carry"'
    [[ -z $output ]] || complain 'expected that nothing stays'
}

@test "a machine that goes down ends the run, and is named" {
    HOSTS=n1:2,n2:2 lose_machine 'kill -KILL $(cat /mnt/first-n2)'
}

@test "a machine whose plug is pulled ends the run, and is named" {
    HOSTS=n1:2,n2:2 lose_machine 'kill-machine n2'
}

@test "a machine of Slurm that is lost ends the run, and is named" {
    LAUNCHER=slurm NODES=2 NP=4 lose_machine 'kill-machine n2'
}

@test "a slow link delays, and is not taken for a deadlock" {
    start_machines
    on_login tc qdisc add dev to-n2 root tbf rate 50mbit burst 16kb latency 100ms
    HOSTS=n1:1,n2:1 LIMIT=50 on_login scripts/run "$BIN/09-nonblocking"
    expect_status 0
    expect_silence
    [[ $output =~ 'no work: '+'waited '([0-9]+)' us' && ${BASH_REMATCH[1]} -gt 50000 ]] || complain 'expected the link to be slow'
}

@test "a job for Slurm is written, taken, and runs" {
    local file=work/05-reduce/job.sh tries
    mkdir -p 'a place' && cp -rp Makefile lessons common scripts build 'a place' && cd 'a place'
    NODES=2 NP=4 on_login make --no-print-directory job-5
    expect_status 0
    [[ $output == "Wrote $file. Read it, change it, then type sbatch $file" ]] || complain 'expected what to type'
    expect_make_refusal "^$file is there already, .*type sbatch" job-5
    expect_make_refusal '^Here Slurm says which machines there are' job-4 HOSTS=a
    expect_make_refusal '^Lesson 1 takes no ARGS' job-1 ARGS=1
    launch env -u MPI -u COMPILER -u SANITIZE make --no-print-directory job-4 MPICC='my mpicc' LIMIT=77 ARGS="1 'a b'"
    expect_status 0
    grep -qFx "make lesson-4 LAUNCHER=slurm MPICC=my\\ mpicc LIMIT=77 ARGS=1\\ \\'a\\ b\\'" work/04-broadcast/job.sh || complain "$(< work/04-broadcast/job.sh)"
    on_login bash -c "sbatch $file && until [[ -z \$(squeue -h -n lesson-5) ]]; do sleep 0.1; done"
    expect_status 0
    cat work/05-reduce/job-*.out
    [[ $(grep -c '^rank ' work/05-reduce/job-*.out) -gt 3 ]]
    grep -q '^srun .* -n 4 ' work/05-reduce/job-*.out
}

@test "what Slurm will not give is told, and why it lets a run wait" {
    start_machines # of its own, since nobody else is to wait for them
    LAUNCHER=slurm MINUTES=500 on_login scripts/lesson "$BIN/01-hello"
    expect_status 1
    [[ $errors == 'Slurm will not give that (PartitionTimeLimit): ask for less with NODES, NP or MINUTES; sinfo shows what there is' ]] || complain 'expected why not'
    # It may be long until Slurm knows of the wish.
    printf '#!/bin/sh\nsleep 4\nexec %q "$@"\n' "$(type -P salloc)" > salloc
    chmod +x salloc
    LAUNCHER=slurm MINUTES=500 on_login env PATH="$PWD:$PATH" scripts/lesson "$BIN/01-hello"
    expect_status 1
    [[ $errors == 'Slurm will not give that (PartitionTimeLimit)'* ]] || complain 'expected why not'
    on_login bash -c 'scontrol update nodename=n1,n2 state=drain reason=test
        (for ((tries = 0; tries < 600; tries++)); do ! grep -q Waiting "$0" || break; sleep 0.1; done; scontrol update nodename=n1,n2 state=resume) &
        LAUNCHER=slurm scripts/lesson "$1" 2> "$0"' "$BATS_TEST_TMPDIR/said" "$BIN/01-hello"
    expect_status 0
    [[ $(< "$BATS_TEST_TMPDIR/said") == 'Waiting for machines ('*'): squeue --me shows your place, Ctrl-C gives up' ]] || complain "expected to be told: $(< "$BATS_TEST_TMPDIR/said")"
    on_login bash -c 'for ((tries = 0; tries < 100; tries++)); do [[ -n $(squeue --noheader) ]] || break; sleep 0.1; done; squeue --noheader'
    [[ -z $output ]] || complain 'expected no job that is left'
}

@test "any MPI that was compiled with is launched by srun, and a script by its interpreter" {
    MPICC=mpicc.mpich TRACE=$BATS_TEST_DIRNAME/../../build/mpich-trace LAUNCHER=slurm NODES=2 NP=2 on_login scripts/run "$BIN/01-hello"
    expect_status 0
    [[ $output == *' --mpi=pmi2 -n 2 '*'rank 1: hello, I am one of 2, on host n2'* ]] || complain 'expected two ranks'
    printf '#!/bin/sh\nexec %q "$@"\n' "$built/01-hello" > "$BATS_TEST_TMPDIR/script"
    chmod +x "$BATS_TEST_TMPDIR/script"
    LAUNCHER=slurm NODES=2 NP=2 on_login scripts/run "$BATS_TEST_TMPDIR/script"
    expect_status 0
    [[ $output == *' --mpi=pmi2 -n 2 '*'rank 1: hello, I am one of 2, on host n2'* ]] || complain 'expected two ranks'
}

@test "a mpirun within an allocation uses its machines, and is watched" {
    ARGS=receive-first NP=2 on_login salloc --quiet --nodes=2 --ntasks=2 scripts/lesson "$BIN/03-deadlock"
    expect_status 121
    [[ $errors == 'DEADLOCK: 2 of 2'*'n1: rank 0; n2: rank 1'* ]] || complain 'expected both machines'
}

@test "Open MPI is launched on the machines too, by ssh and by Slurm, and watched" {
    needs mpirun.openmpi
    export MPI=openmpi TRACE=build/openmpi-trace
    launch make --no-print-directory build/openmpi-gcc/0{3-deadlock,5-reduce} "$TRACE/watch"
    expect_status 0
    HOSTS=n1:2,n2:2 on_login scripts/lesson build/openmpi-gcc/05-reduce
    expect_status 0
    expect_silence
    [[ $output == 'mpirun.openmpi '*' --host n1:2,n2:2 -n 4 '* && $(grep -c '^rank ' <<< "$output") -gt 3 ]] || complain 'expected the ranks'
    HOSTS=n1:1,n2:1 ARGS=receive-first on_login scripts/lesson build/openmpi-gcc/03-deadlock
    expect_status 121
    [[ $errors == 'DEADLOCK: 2 of 2 ranks'*'n1: rank 0; n2: rank 1'*'lesson  3 shows the ways out' ]] || complain 'expected the reason alone'
    LAUNCHER=slurm NODES=2 NP=2 ARGS=receive-first on_login scripts/lesson build/openmpi-gcc/03-deadlock
    expect_status 121
    [[ $output == *' --mpi=pmix -n 2 '* ]] || complain 'expected to see what is run'
    forget_waiting
    [[ $errors == 'DEADLOCK: 2 of 2 ranks'*'n1: rank 0; n2: rank 1'*'lesson  3 shows the ways out' ]] || complain 'expected the reason alone'
}

@test "where nothing is heard of the ranks while they run, their states are told as unknown" {
    mkdir "$BATS_TEST_TMPDIR/here" "$BATS_TEST_TMPDIR/there"
    export TRACE_CARRY=1
    on_login timeout 20 "$TRACE/watch" 3 "$BATS_TEST_TMPDIR/here" 2 mpirun.mpich -hosts n1:1,n2:1 -n 2 \
        "$PWD/$TRACE/carry" "$BATS_TEST_TMPDIR/there" env LD_PRELOAD="$PWD/$TRACE/record.so" TRACE_DIRECTORY="$BATS_TEST_TMPDIR/there" \
        "$BIN/03-deadlock" ring
    expect_status 124
    [[ $errors == *'rank 1  has not called MPI_Init, or could not be heard of from its machine'* ]] || complain 'expected to be told'
}

@test "ranks give way where there are more of them than cores" {
    unset TRACE_GIVE_WAY
    for variable in MPI_LOCALNRANKS OMPI_COMM_WORLD_LOCAL_SIZE SLURM_STEP_TASKS_PER_NODE; do
        launch env $variable=100000 "$TRACE/carry" "$BATS_TEST_TMPDIR" env
        [[ $output == *TRACE_GIVE_WAY=1* ]] || complain "expected them to give way ($variable)"
        launch env $variable=1 "$TRACE/carry" "$BATS_TEST_TMPDIR" env
        [[ $output == *$variable=1* && $output != *TRACE_GIVE_WAY* ]] || complain "expected them not to ($variable)"
    done
}

@test "wrong machines are refused in one line" {
    local hosts file=$BATS_TEST_TMPDIR/hosts
    export BIN
    for hosts in a: a:0 a:x 'a b' a:4,,b -a:1 'a;b' a:9999999; do
        HOSTS=$hosts expect_refusal '^HOSTS=.* is not understood: give the name of a machine .* for example a:4,b:4$' scripts/run "$BIN/01-hello"
    done
    printf '%s\n' '# two' 'n1:2' $'\r' $'n2 slots=3 # here\r' > "$file"
    HOSTFILE=$file NP=6 expect_refusal '^NP=6 is more than the machines take \(5 in all\): give less, or say how many each takes, for example a:4 on its line$' scripts/run "$BIN/01-hello"
    HOSTS=a,b NP=4 expect_refusal '^NP=4 is more than the machines take \(2 in all\): give less, or say how many each takes, for example HOSTS=a:4$' scripts/run "$BIN/01-hello"
    SLURM_JOB_ID=1 SLURM_NNODES=2 SLURM_NTASKS=6 NP=8 expect_refusal '^NP=8 is more .*, or ask Slurm for more \(--ntasks\)$' scripts/run "$BIN/01-hello"
    echo 'n3 x' >> "$file"
    HOSTFILE=$file expect_refusal '^HOSTFILE=.*hosts, line 5: n3 x is not understood: .*a:4$' scripts/run "$BIN/01-hello"
    HOSTFILE=/nowhere expect_refusal '^HOSTFILE=/nowhere is not there to be read: ' scripts/run "$BIN/01-hello"
    printf 'n1:2\rn2:2\r' > "$file"
    HOSTFILE=$file expect_refusal "^HOSTFILE=.*hosts, line 1: .'n1:2.rn2:2' is not understood: " scripts/run "$BIN/01-hello"
    : > "$file"
    HOSTFILE=$file expect_refusal '^HOSTFILE=.*hosts names no machine: ' scripts/run "$BIN/01-hello"
    HOSTFILE=$file HOSTS=a expect_refusal '^HOSTS and HOSTFILE both name' scripts/run "$BIN/01-hello"
    LAUNCHER=pbs expect_refusal '^LAUNCHER=pbs is not known: expected slurm' scripts/run "$BIN/01-hello"
    LAUNCHER=slurm HOSTS=a expect_refusal '^Here Slurm says which' scripts/run "$BIN/01-hello"
    NODES=2 expect_refusal '^NODES and MINUTES are for Slurm: give LAUNCHER=slurm too$' scripts/run "$BIN/01-hello"
    LAUNCHER=slurm NODES=3 NP=2 expect_refusal '^NODES=3 is more than the ranks, NP=2: ' scripts/run "$BIN/01-hello"
    LAUNCHER=slurm LIMIT=x expect_refusal '^LIMIT=x is not a whole number' scripts/lesson "$BIN/01-hello"
    # Before anybody waits in a queue.
    LAUNCHER=slurm MPIRUN=true expect_refusal '^LAUNCHER=slurm launches with srun: ' scripts/lesson "$BIN/01-hello"
    LAUNCHER=slurm GDB=0 expect_refusal '^GDB opens a rank on this machine: ' scripts/lesson "$BIN/01-hello"
    LAUNCHER=slurm ARGS=1 expect_refusal '^Lesson 1 takes no ARGS: ' scripts/lesson "$BIN/01-hello"
    SLURM_JOB_ID=1 SLURM_NNODES=2 SLURM_STEP_ID=0 expect_refusal "^Within srun .* give LAUNCHER=slurm$" scripts/lesson "$BIN/01-hello"
    SLURM_JOB_ID=1 SLURM_NNODES=2 LAUNCHER=slurm NODES=3 expect_refusal '^NODES=3: this allocation has 2 machines, and its time: leave NODES and MINUTES away$' scripts/lesson "$BIN/01-hello"
    LAUNCHER=slurm MINUTES=0 expect_refusal '^MINUTES=0 is not a whole number' scripts/run "$BIN/01-hello"
    LAUNCHER=slurm NODES=3 expect_refusal '^NODES=3: make calibrate measures between two machines: leave it away$' scripts/calibrate
    mkdir -p work/04-broadcast && : > work/04-broadcast/1-forecast.c
    HOSTS=a expect_refusal '^What is judged runs on this machine alone: ' scripts/exercise/student check 04-broadcast
    HOSTS=a DIR=work expect_refusal '^What is judged runs on this machine alone: ' scripts/teach/grade
    HOSTS=a GDB=0 expect_refusal '^GDB opens a rank on this machine: ' scripts/run "$BIN/01-hello"
    HOSTS=a MPIRUN=true expect_refusal '^How true is told of machines is not known here: ' scripts/run "$BIN/01-hello"
    mkdir "$BATS_TEST_TMPDIR/bin"
    ln -s /usr/bin/* "$BATS_TEST_TMPDIR/bin/"
    rm "$BATS_TEST_TMPDIR/bin/"{salloc,ssh}
    LAUNCHER=slurm PATH=$BATS_TEST_TMPDIR/bin expect_refusal '^LAUNCHER=slurm: there is no Slurm here ' scripts/run "$BIN/01-hello"
    HOSTS=a PATH=$BATS_TEST_TMPDIR/bin expect_refusal '^There is no ssh here, ' scripts/run "$BIN/01-hello"
}

# begin_rank: a rank with a carrier, and nobody who asks yet, sets rank and there.
begin_rank() {
    there=$BATS_TEST_TMPDIR/there
    printf '%s\n' '#include <mpi.h>' '#include <unistd.h>' 'int main(int argc, char **argv) {' 'MPI_Init(&argc, &argv);' \
        'for (;;) sleep(1);' '}' > "$BATS_TEST_TMPDIR/f.c"
    scripts/compile "$BATS_TEST_TMPDIR/f.c" "$BATS_TEST_TMPDIR/f"
    mkdir "$there"
    : > "$there/answer-0"
    timeout 120 mpirun.mpich -n 1 "$TRACE/carry" "$there" env LD_PRELOAD="$PWD/$TRACE/record.so" TRACE_DIRECTORY="$there" \
        "$BATS_TEST_TMPDIR/f" 3>&- &
    rank=$!
}

# numbers: of the answers that are in the file, each in whole.
numbers() {
    local at=0 bytes
    while bytes=$(od -A n -t u8 -j $((at + 16)) -N 8 "$there/answer-0" 2> /dev/null) &&
        [[ -n $bytes && $(stat -c %s "$there/answer-0") -ge $((at + 32 + bytes)) ]]; do
        od -A n -t u4 -j "$at" -N 4 "$there/answer-0"
        ((at += 32 + bytes))
    done
}

# expect_numbers NUMBERS: within ten seconds.
expect_numbers() {
    local tries
    for ((tries = 0; tries < 100; tries++)); do
        [[ $(numbers | xargs) != "$1" ]] || return 0
        sleep 0.1
    done
    echo "found $(numbers)"
    return 1
}

# ask QUESTION SEEN
ask() {
    printf '%b' "\\x$1\0\0\0\\x$2\0\0\0" > "$there/question"
}

@test "an answer of a rank stays until it was read" {
    begin_rank
    ask 1 0 && expect_numbers 1
    ask 2 0 && expect_numbers '1 2'
    ask 3 1 && expect_numbers '1 2 3'
    ask 4 3 && expect_numbers 4
    kill "$rank"
}

@test "an answer that could not be written is given again, whole" {
    local carrier size tries
    begin_rank
    ask 1 0 && expect_numbers 1
    carrier=$(pgrep -f "^[^ ]*carry $there ") # the only one: what it was started from is the program by now
    size=$(stat -c %s "$there/answer-0")
    prlimit --pid "$carrier" --fsize=10:unlimited
    ask 2 1
    for ((tries = 0; tries < 100 && $(stat -c %s "$there/answer-0") > 10; tries++)); do sleep 0.1; done
    [[ $(stat -c %s "$there/answer-0") -le 10 ]] # the first was taken away, and the next could not be written
    prlimit --pid "$carrier" --fsize=unlimited:unlimited
    expect_numbers 2
    [[ $(stat -c %s "$there/answer-0") -gt 800000 && $size -lt 100000 ]] # the first leaves out what is zero
    kill "$rank"
}

@test "from answers that are torn, late or lost, or of a rank that moves, nothing is concluded" {
    local how
    gcc -D_GNU_SOURCE -shared -fPIC -I common -o "$BATS_TEST_TMPDIR/spoil.so" tests/programs/trace/spoil.c
    for how in not moving late torn lost; do
        mkdir "$how"
        SPOIL=$how TRACE_CARRY=1 launch "$TRACE/watch" "$([[ $how == not ]] && echo 60 || echo 2)" "$how" 2 mpirun.mpich -n 2 \
            env LD_PRELOAD="$BATS_TEST_TMPDIR/spoil.so" "$TRACE/carry" "$how" env LD_PRELOAD="$PWD/$TRACE/record.so" \
            TRACE_DIRECTORY="$how" "$BIN/03-deadlock" receive-first 50
        echo "$how:"
        expect_status "$([[ $how == not ]] && echo 121 || echo 124)"
        [[ $how == not || $errors != *DEADLOCK* ]] || complain 'expected no conclusion'
    done
}

@test "what messages cost between two machines is measured, by ssh and under Slurm" {
    needs smpirun
    local asked
    for asked in HOSTS=n1:2,n2:2 LAUNCHER=slurm; do
        TIME=140 on_login env "$asked" scripts/calibrate 1
        # Whether it varies too much is the machine's affair; that is said in one line, and nothing else went wrong.
        [[ $status == 0 && -s build/scale/here.xml || $errors == 'That is too far off, so nothing was kept: '* ]] || complain 'expected a calibration'
        [[ $output == *'Microseconds from one rank to the other, between n1 and n2, medians of 1 runs'* ]] || complain 'expected whose figures these are'
        [[ $(awk '/ %$/ && $1 >= 8 && $2 > 0 && $3 > 0 && $4 > 0 { print $1 }' <<< "$output" | sort -nu | wc -l) == 35 ]] || complain 'expected 35 sizes'
    done
    HOSTS=n1,gate on_login scripts/calibrate 1
    expect_status 2
    [[ $errors == 'The ping-pong could not be run: gate has no ssh server that answers: ask its administrator for one' ]] || complain 'expected why not'
    [[ -z $(ls -d build/scale/run-* build/runs/* 2> /dev/null) ]] || complain 'expected no logs'
}

@test "a calibration that is interrupted leaves nothing on any machine" {
    needs smpirun
    local ours="$PWD/build/scale/run-[0-9]*/[p]ingpong" # others measure at the same time
    HOSTS=n1,n2 on_login bash -c 'scripts/calibrate & while kill -0 $! && ! ssh n2 "pgrep -f $0" > /dev/null; do sleep 0.05; done; kill -TERM $!; wait $!' "$ours"
    expect_status 130
    on_login bash -c 'pgrep -f "$0"; ssh n2 "pgrep -f $0"' "$ours"
    [[ -z $output ]] || complain 'still running'
    [[ -z $(ls -d build/scale/run-* 2> /dev/null) ]] || complain 'expected no logs'
}

@test "a program is diagnosed on two machines" {
    HOSTS=n1:1,n2:1 NP=2 PROG=lessons/mistakes/buffer-in-use.c on_login scripts/diagnose
    expect_status 1
    [[ $output == *'A BUFFER TOUCHED BEFORE THE WAIT'* ]] || complain 'expected the mistake'
    # What is wrong there and nowhere else.
    cat > there.c << 'END_OF_C'
#include "workbook.h"
int main(int argc, char **argv)
{
    char name[MPI_MAX_PROCESSOR_NAME];
    int length, number;
    MPI_Init(&argc, &argv);
    MPI_Get_processor_name(name, &length);
    if (strcmp(name, "n2") == 0)
        MPI_Recv(&number, 1, MPI_INT, 0, 26, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
END_OF_C
    HOSTS=n1:1,n2:1 NP=2 PROG=there.c on_login scripts/diagnose
    expect_status 1
    [[ $output == *'A MESSAGE THAT NOBODY SENDS'*'there.c:9'* ]] || complain 'expected who waits on n2'
    HOSTS=n1:2,n2:2 on_login scripts/diagnose 04-broadcast
    expect_status 0
    [[ -z $(ls -d build/tmp.* 2> /dev/null) ]] || complain 'expected that nothing stays'
}
