# The student's loop, and what judges an answer.
load ../helpers

setup() {
    own_workbook 'my workbook'
    exercise=lessons/04-broadcast/exercises/1-forecast
    mine=work/04-broadcast/1-forecast.c
}

# A program of one line, between MPI_Init and MPI_Finalize, in the place of an answer.
answer() {
    cat > "$BATS_TEST_TMPDIR/answer.c" << END
#define _GNU_SOURCE
#include "workbook.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <signal.h>
#include <unistd.h>
int main(int argc, char **argv)
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    $1
    MPI_Finalize();
    return 0;
}
END
}

# expect_verdict KIND PATTERN [COUNT...]: what is said of the answer.
expect_verdict() {
    local kind=$1 pattern=$2
    shift 2
    VERDICT=$BATS_TEST_TMPDIR/verdict launch scripts/exercise/judge "$exercise" "$BATS_TEST_TMPDIR/answer.c" "$@"
    expect_status 1 || return
    expect_silence || return
    [[ $(< "$BATS_TEST_TMPDIR/verdict") == "$kind "* ]] || complain "expected the verdict $kind, found $(< "$BATS_TEST_TMPDIR/verdict")" || return
    [[ $output =~ $pattern ]] || complain "expected a report that matches: $pattern"
}

solve() {
    scripts/exercise/cut "lessons/04-broadcast/exercises/$1.c" solution > "work/04-broadcast/$1.c"
}

@test "start puts the starters into work, and leaves alone what is there" {
    launch make start-4
    expect_status 0
    expect_silence
    [[ $output == *"$mine "*'(new)'*'Next:   open '"$mine"*'make check-4'* ]] || complain 'expected to be told what to open'
    cmp "$mine" <(scripts/exercise/cut "$exercise.c" starter)
    [[ -z $(grep -E 'SOLUTION|WRONG_|#else' work/*/*.c) ]]
    echo '/* mine */' >> "$mine"
    rm work/04-broadcast/3-tree.c
    launch make start-broadcast
    expect_status 0
    [[ $output == *'1-forecast.c '*'(yours, left as it is)'*'3-tree.c '*'(new)'* ]] || complain 'expected to keep what is there'
    tail -n 1 "$mine" | grep -q mine
}

@test "check says what is wrong, then what was learned, and does not run on" {
    make start-4 > /dev/null
    launch scripts/exercise/student check 04-broadcast
    expect_status 1
    expect_silence
    [[ $output == '1-forecast: The forecast reaches everyone
WRONG ANSWER, with 4 ranks.'*'
GOOD    rank 0: the week: '*'
MISSING rank 1: the week: '*'
BAD     rank 1: the week: -99'*'
Why?    '*'
Try it: make run PROG='"$mine"' NP=4 ARGS='*'
Next:   change '"$mine"', then type make check-4. A hint: make hint-4' ]] || complain 'expected the report'
    run=$(sed -n 's/^Try it: //p' <<< "$output")
    launch bash -c "$run"
    expect_status 0
    [[ $output == *'rank 1: the week: -99'* ]] || complain 'expected the same run by hand'

    solve 1-forecast
    launch scripts/exercise/student check 04-broadcast
    expect_status 0
    expect_silence
    [[ $output == '1-forecast: The forecast reaches everyone
PASSED: with 4, 1, 2, 3, '[5-8]' ranks.
  One line does it'*'
Compare: work/04-broadcast/solutions/1-forecast.c is our solution.
Next:   open work/04-broadcast/2-receivers.c '* ]] || complain 'expected the explanation and what is next'
    cmp "$mine" work/04-broadcast/solutions/1-forecast.c

    launch scripts/exercise/student check 04-broadcast
    expect_status 1
    [[ $output == '1-forecast: done
2-receivers: Who takes a broadcast?
HANGS, with 4 ranks:
DEADLOCK: 4 of 4 ranks'*'2-receivers.c:'*'It printed:'*'rank 0: drawn: '* ]] || complain 'expected the next exercise'
    # One that is changed after it has passed is checked again.
    echo '/* and now? */' >> "$mine"
    launch scripts/exercise/student check 04-broadcast
    [[ $output == '1-forecast: The forecast reaches everyone (changed since it passed)
PASSED: '* ]] || complain 'expected it to be checked again'
    solve 2-receivers
    solve 3-tree
    EXERCISE=3 launch scripts/exercise/student check 04-broadcast
    expect_status 0
    launch make check-4
    expect_status 0
    launch make check-4
    expect_status 0
    [[ $output == *'3-tree: done
All of lesson 4 is done. Next: type make lesson-5, then make start-5' ]] || complain 'expected the end of the lesson'
}

# bats test_tags=all
@test "make check ends with a status that is not 0 when an answer is wrong" {
    make start-4 > /dev/null
    launch make check-4
    expect_status 2
    [[ $output == *'WRONG ANSWER'* ]] || complain 'expected a report'
}

@test "hints come step by step" {
    make start-4 > /dev/null
    for step in 1 2 3 1; do
        launch make hint-4
        expect_status 0
        expect_silence
        [[ $output == "1-forecast: "*"Hint $step of 3:"*'Next:   change '"$mine"* ]] || complain "expected hint $step"
    done
    launch make hint-4 EXERCISE=2
    [[ $output == '2-receivers: '*'Hint 1 of 2:'* ]] || complain 'expected the hint of the second exercise'
}

# bats test_tags=all
@test "reset asks, and keeps the old file beside" {
    make start-4 > /dev/null
    echo '/* mine */' >> "$mine"
    launch scripts/exercise/student reset 04-broadcast
    expect_status 1
    [[ $output == *'[y/N]'*'Left as it is.' ]] || complain 'expected to be asked'
    grep -q mine "$mine"
    launch bash -c 'echo y | scripts/exercise/student reset 04-broadcast'
    expect_status 0
    cmp "$mine" <(scripts/exercise/cut "$exercise.c" starter)
    grep -q mine "$mine.old-1"
    launch scripts/exercise/student reset 04-broadcast
    expect_status 0
    [[ $output == *'nothing to reset.' ]] || complain 'expected nothing to do'
    # What has passed and is reset is open again.
    solve 1-forecast
    scripts/exercise/student check 04-broadcast > /dev/null
    launch bash -c 'echo yes | EXERCISE=1 scripts/exercise/student reset 04-broadcast'
    expect_status 0
    [[ -f $mine.old-2 ]]
    launch scripts/exercise/student progress
    [[ $output =~ 1-forecast\ +[^$'\n']*\ open$'\n' ]] || complain 'expected it to be open'
}

# bats test_tags=all
@test "progress shows what is done, and what to type next" {
    launch make progress
    expect_status 0
    [[ $output =~ 'Lesson 4: Broadcast'[^$'\n']*$'\n  1-forecast '[^$'\n']*' not begun' && $output == *'0 of '*' done. Next: make start-1' ]] || complain 'expected nothing begun'
    for lesson in lessons/0[1-3]-*; do
        scripts/exercise/student start "${lesson##*/}" > /dev/null
        for path in "$lesson"/exercises/*.c; do
            scripts/exercise/cut "$path" solution > "work/${lesson##*/}/${path##*/}"
        done
    done
    make start-4 > /dev/null
    solve 1-forecast
    scripts/exercise/student check 04-broadcast > /dev/null
    echo '/* changed */' >> "$mine"
    launch make progress
    [[ $output =~ '  1-forecast '[^$'\n']*' changed since it passed' && $output =~ '  2-receivers '[^$'\n']*' open' ]] || complain 'expected them by name'
    [[ $output == *'0 of '*' done. Next: make check-1' ]] || complain 'expected the next command'
}

# bats test_tags=all
@test "recheck checks again at each save, until all is done" {
    make start-4 > /dev/null
    EXERCISE=1 timeout 200 scripts/exercise/student recheck 04-broadcast > "$BATS_TEST_TMPDIR/seen" 2>&1 < /dev/null &
    checker=$!
    until grep -q '^Waiting for you to save' "$BATS_TEST_TMPDIR/seen"; do
        kill -0 "$checker"
        sleep 0.1
    done
    scripts/exercise/cut "$exercise.c" wrong-2 > "$mine"
    until grep -q 'WRONG WAY' "$BATS_TEST_TMPDIR/seen"; do
        kill -0 "$checker"
        sleep 0.1
    done
    solve 1-forecast
    status=0
    wait "$checker" || status=$?
    output=$(< "$BATS_TEST_TMPDIR/seen")
    expect_status 0
    [[ $output == *'WRONG ANSWER'*'WRONG WAY'*'PASSED'* ]] || complain 'expected three checks'
}

# bats test_tags=all
@test "each kind of failure is told by its name" {
    answer 'return x;'
    expect_verdict compile "^DOES NOT COMPILE.*$BATS_TEST_TMPDIR/answer.c:13:[0-9]+: error: 'x' undeclared"
    answer 'if (rank == 1) *(volatile int *)0 = 1; MPI_Barrier(MPI_COMM_WORLD);'
    expect_verdict abort '^ENDED BADLY, with 4 ranks: status 139.*Rank 1 died of signal 11 \(SIGSEGV\) at 1-forecast.c:13'
    answer 'if (rank == 1) exit(0);'
    expect_verdict abort '^ENDED BADLY, with 4 ranks: status 122.*without MPI_Finalize'
    answer 'if (rank == 1) MPI_Barrier(MPI_COMM_WORLD);'
    expect_verdict hang '^HANGS, with 4 ranks:.*DEADLOCK.*rank 1 .*MPI_Barrier'
    answer 'for (;;) ;'
    LIMIT=5 expect_verdict timeout '^TIMED OUT, with 4 ranks:.*rank 0  does not call MPI'
    answer 'for (;;) puts("rank 0: and again");'
    LIMIT=5 expect_verdict output '^PRINTS WITHOUT END: more than 1 MB.*and again'
    answer 'say(rank, "the week");'
    expect_verdict answer '^WRONG ANSWER, with 4 ranks.*MISSING rank 0: the week: .*BAD     rank 0: the week.*It prints the same whatever the data'
}

week='int w[7]; for (int d = 0; d < 7; d++) w[d] = (atoi(argv[1]) * 31 + d * 17 + d * d * 5) % 39 - 4;'
tell='say(rank, "the week: %d %d %d %d %d %d %d", w[0], w[1], w[2], w[3], w[4], w[5], w[6]);'

# bats test_tags=all
@test "the right answer got in the wrong way is refused, with the way" {
    answer "$week $tell"
    expect_verdict way 'RIGHT ANSWER, WRONG WAY.*Ranks 0-3 never called MPI_Bcast; asked for: 1'
    answer "$week"' if (rank == 0) for (int r = 0; r < size; r++) { int rank = r; '"$tell"' } MPI_Bcast(w, 7, MPI_INT, 0, MPI_COMM_WORLD);'
    expect_verdict way 'Rank 0 printed a line that begins with "rank 1:"'
    # Nor by pieces.
    answer "$week"' MPI_Bcast(w, 7, MPI_INT, 0, MPI_COMM_WORLD); if (rank == 0) for (int r = 0; r < size; r++) { printf("ra"); fflush(stdout);
        printf("nk %d: the week: %d %d %d %d %d %d %d\n", r, w[0], w[1], w[2], w[3], w[4], w[5], w[6]); fflush(stdout); }'
    expect_verdict way 'Rank 0 printed a line that begins with "rank 1:"'
    answer "$week $tell"' MPI_Bcast(w, 7, MPI_INT, 0, MPI_COMM_WORLD); MPI_Request q; MPI_Ibarrier(MPI_COMM_WORLD, &q);'
    expect_verdict way 'made a request with MPI_Ibarrier \(1-forecast.c:13\) and never completed it'
    answer "$week $tell"' MPI_Bcast(w, 7, MPI_INT, 0, MPI_COMM_WORLD); MPI_Comm c; MPI_Comm_dup(MPI_COMM_WORLD, &c);'
    expect_verdict way 'never freed the communicator that it made at 1-forecast.c:13'
    answer "$week $tell"' MPI_Bcast(w, 7, MPI_INT, 0, MPI_COMM_WORLD); MPI_Datatype t; MPI_Type_contiguous(2, MPI_INT, &t); MPI_Type_commit(&t);'
    expect_verdict way 'never freed 1 of the datatypes that it committed'
    # An answer for four ranks alone. (No day of the forecast has 99, whatever the data.)
    answer "$week"' if (size != 4) w[0] = 99;'"$tell"' MPI_Bcast(w, 7, MPI_INT, 0, MPI_COMM_WORLD);'
    expect_verdict answer 'With 4 ranks it is right; with 3 it is not' 4 3
}

# bats test_tags=all
@test "a message that nobody receives, and collectives that disagree, are told by the rules" {
    scripts/compile tests/programs/leftover.c "$BATS_TEST_TMPDIR/leftover"
    for how in message root operation; do
        LOGS=$PWD/build/runs NP=2 launch scripts/run "$BATS_TEST_TMPDIR/leftover" $how
        launch "build/$MPI-trace/rules" build/runs/last
        expect_status 1
        case $how in
            message) [[ $output =~ ^'0 rank 0 sent rank 1 a message with tag 9 (leftover.c:'[0-9]+') that was never received'$ ]] ;;
            root) [[ $output =~ ^'0 rank 0 called MPI_Bcast with root 0 (leftover.c:'[0-9]+'), and for the same collective rank 1 called MPI_Bcast with root 1 (leftover.c:' ]] ;;
            operation) [[ $output =~ ^'0 rank 0 called MPI_Allreduce with MPI_MAX (leftover.c:'[0-9]+'), and for the same collective rank 1 called MPI_Allreduce with MPI_SUM (leftover.c:' ]] ;;
        esac || complain "expected the $how to be told"
    done
}

# bats test_tags=all
@test "rules are held as they are written" {
    NP=3 launch scripts/run "$OLDPWD/$BIN/04-broadcast"
    expect_status 0
    rules() {
        launch "build/$MPI-trace/rules" build/runs/last "$@"
    }
    for rule in 'each MPI_Bcast = 1' 'each MPI_B* >= 1' 'all sends = 2 * size - 2' 'all receives = 4' 'rank 0 sends <= 2 * log' \
        'others MPI_Send = 0' 'each MPI_Init before MPI_Bcast' 'rank 1 receives >= 2'; do
        rules "$rule"
        [[ $status -eq 0 && -z $output ]] || complain "expected that this holds: $rule"
    done
    while IFS='|' read -r rule words; do
        rules 'each MPI_Bcast = 1' "$rule"
        [[ $status -eq 1 && $output == "2 $words" ]] || complain "expected of $rule: $words"
    done << 'END'
each MPI_Bcast = 2|ranks 0-2 called MPI_Bcast 1 time; asked for: 2
each MPI_Bcast >= size|ranks 0-2 called MPI_Bcast 1 time; asked for: at least 3
all sends <= 3|all ranks together sent 4 messages; asked for: at most 3
rank 0 sends <= log|rank 0 sent 4 messages; asked for: at most 2
others MPI_Send*MPI_Recv >= 1|ranks 1, 2 never called MPI_Send*MPI_Recv; asked for: at least 1
rank 0 MPI_Send = 0|rank 0 called MPI_Send 4 times; asked for: none
rank 0 MPI_Bcast before MPI_Send|rank 0 called MPI_Send before it called MPI_Bcast
END
    for rule in 'each' 'some MPI_Bcast = 1' 'each MPI_Bcast ~ 1' 'each MPI_Bcast = many' 'all MPI_Init before MPI_Bcast' 'each MPI_Bcast = 1 +'; do
        rules "$rule"
        [[ $status -eq 2 && $errors == "Cannot read the rule '"*"': "*expected* ]] || complain "expected a refusal of: $rule"
    done
    launch "build/$MPI-trace/rules" "$BATS_TEST_TMPDIR"
    expect_status 2
}

# bats test_tags=all
@test "a program that is checked cannot touch the workbook, other files, or what runs" {
    echo precious > "$BATS_TEST_TMPDIR/precious"
    chmod 666 "$BATS_TEST_TMPDIR/precious"
    sleep 300 &
    other=$!
    answer "say(rank, \"%d%d%d%d%d%d\", unlink(\"$BATS_TEST_TMPDIR/precious\") == 0, open(\"$BATS_TEST_TMPDIR/precious\", O_WRONLY) >= 0,
        open(\"$PWD/$exercise.c\", O_RDONLY) >= 0, open(\"$PWD/work-$$\", O_CREAT | O_WRONLY, 0666) >= 0, kill($other, SIGKILL) == 0, truncate(\"$BATS_TEST_TMPDIR/precious\", 0) == 0);"
    expect_verdict answer 'BAD     rank 0: 000000'
    kill "$other"
    [[ $(< "$BATS_TEST_TMPDIR/precious") == precious ]]
    # Nor can what is compiled.
    echo "#include \"$PWD/$exercise.c\"" > "$BATS_TEST_TMPDIR/answer.c"
    expect_verdict compile 'Permission denied'
}

# bats test_tags=all
@test "a program that is checked has limits, and leaves nothing behind" {
    TMPDIR=$(mktemp -d)
    chmod 755 "$TMPDIR"
    export TMPDIR
    answer 'nice(19); for (;;) fork();' # no test beside this one is to wait for it
    LIMIT=3 expect_verdict timeout 'TIMED OUT'
    [[ -z $(pgrep -f "$TMPDIR") && -z $(ls "$TMPDIR") ]] || complain 'expected nothing to be left'
    answer 'int n = 0; pid_t all[1000]; while (n < 1000 && (all[n] = fork()) > 0) n++; if (n < 1000 && all[n] == 0) for (;;) pause();
        say(rank, "%s", n < 1000 ? "held" : "not held"); while (n > 0) kill(all[--n], SIGKILL);'
    expect_verdict answer 'BAD     rank 0: held'
    answer 'size_t n = 0; while (malloc(1 << 20)) n++; say(rank, "%s", n < 1024 ? "held" : "not held");'
    expect_verdict answer 'BAD     rank 0: held'
    answer 'signal(SIGXFSZ, SIG_IGN); int f = open("big", O_CREAT | O_WRONLY, 0666); say(rank, "%d %s", f >= 0, ftruncate(f, 1L << 40) ? "held" : "not held");'
    expect_verdict answer 'BAD     rank 0: 1 held'
    # One that takes every name off, and holds nothing but what it cannot know of.
    answer 'if (fork() == 0) { setsid(); clearenv(); if (fork()) _exit(0); for (int f = 0; f < 3; f++) close(f);
        execl("/usr/bin/sleep", "sleep", "'"$((700000 + $$))"'", (char *)0); }'
    LIMIT=3 expect_verdict timeout 'TIMED OUT'
    [[ -z $(pgrep -f "^sleep $((700000 + $$))") ]]
    rmdir "$TMPDIR"
}

# bats test_tags=all
@test "what is judged as an ordinary user has the same limits" {
    ((EUID == 0)) || skip 'this is root alone to try'
    make start-4 > /dev/null
    find "$BATS_RUN_TMPDIR" -maxdepth 2 -type d -exec chmod 711 {} + # not what links lead to: the tests themselves
    chown -R 59950:59950 .
    as_user=(setpriv --reuid 59950 --regid 59950 --clear-groups env "HOME=$PWD")
    "${as_user[@]}" bash -c 'echo precious > precious'
    "${as_user[@]}" sleep 300 &
    other=$!
    answer "say(rank, \"%d%d%d%d%d\", open(\"$PWD/precious\", O_WRONLY) >= 0, truncate(\"$PWD/precious\", 0) == 0,
        unlink(\"$PWD/precious\") == 0, open(\"$PWD/$mine\", O_RDONLY) >= 0, kill($other, SIGKILL) == 0);"
    cp "$BATS_TEST_TMPDIR/answer.c" "$mine"
    launch "${as_user[@]}" scripts/exercise/student check 04-broadcast
    expect_status 1
    # As far as the kernel can; what it cannot is said.
    probe=$("build/$MPI-trace/confine" --probe) || true
    [[ $probe == *'files that you'* || $output == *'BAD     rank 0: 0'[01]00[01]* ]] || complain 'expected no file to be reached'
    [[ -n $probe || $output == *'BAD     rank 0: 00000'* ]] || complain 'expected nothing to be reached'
    [[ -n $probe || $(< precious) == precious ]]
    kill "$other" 2> /dev/null || true
    answer 'nice(19); for (;;) fork();' # no test beside this one is to wait for it
    cp "$BATS_TEST_TMPDIR/answer.c" "$mine"
    LIMIT=3 launch "${as_user[@]}" scripts/exercise/student check 04-broadcast
    expect_status 1
    [[ $output == *'TIMED OUT'* ]] || complain 'expected the time limit'
    [[ -z $(pgrep -r D,R,S,T -u 59950) ]] # those who have died may wait for init to take note
}

# bats test_tags=all
@test "the known wrong answers of an exercise are not all that prove looks for" {
    # A starter that does not fail as declared, a solution that does not pass, a wrong answer that is let through.
    sed -i 's/^fails=.*/fails=hang/; s/^wrong=2 way: .*/wrong=2 way: other words/' "$exercise.conf"
    launch scripts/exercise/prove "$exercise"
    expect_status 1
    [[ $output == *'failed: 1-forecast, starter: expected hang; found: answer'*'prove: 4 passed, 2 failed' && $output == *'failed: 1-forecast, wrong-2: expected way, and the words "other words"; found: way '* ]] ||
        complain 'expected two failures'
    sed -i 's/^fails=.*/fails=answer/; /^wrong=/d' "$exercise.conf"
    sed -i 's/MPI_Bcast(week, DAYS, MPI_INT, 0/MPI_Bcast(week, DAYS, MPI_INT, size - 1/' "$exercise.c"
    launch scripts/exercise/prove "$exercise"
    expect_status 1
    [[ $output == *'failed: 1-forecast: expected two or three hints'* ]] || complain 'expected the wrong answers to be missed'
}

# bats test_tags=all
@test "grade checks everybody, and says the same when it is run twice" {
    for person in ada bob 'eve <x>' '=1+1'; do
        mkdir -p "class/$person/work/04-broadcast"
    done
    scripts/exercise/cut "$exercise.c" solution > class/ada/work/04-broadcast/1-forecast.c
    scripts/exercise/cut "$exercise.c" wrong-2 > class/bob/work/04-broadcast/1-forecast.c
    echo '#error "no & <answer>"' > 'class/eve <x>/work/04-broadcast/1-forecast.c'
    ln -s "$PWD/class/ada/work/04-broadcast/1-forecast.c" 'class/=1+1/work/04-broadcast/1-forecast.c'
    TIME=280 launch make grade DIR=class
    expect_status 0
    expect_silence
    [[ $output =~ ada\ +04-broadcast\ +1-forecast\ +passed && $output =~ bob\ +04-broadcast\ +1-forecast\ +way\ +ranks\ 0-3 &&
        $output =~ 'eve <x>'\ +04-broadcast\ +1-forecast\ +compile && $output =~ =1\+1\ +04-broadcast\ +1-forecast\ +missing ]] || complain 'expected their verdicts'
    [[ $output == *'4 people, 12 answers: 1 passed, '* ]] || complain 'expected the sum'
    [[ $(grep -c . build/grades.csv) -eq 13 && $(head -n 1 build/grades.csv) == who,lesson,exercise,verdict,reason ]]
    python3 -c 'import sys, xml.dom.minidom as m; d = m.parse("build/grades.xml")
assert len(d.getElementsByTagName("testcase")) == 12 and len(d.getElementsByTagName("failure")) == 11
assert d.getElementsByTagName("testsuite")[3].getAttribute("name") == "eve <x>"'
    cp build/grades.csv first.csv
    TIME=280 launch make grade DIR=class LESSON=4
    expect_status 0
    cmp first.csv build/grades.csv
}

# bats test_tags=all
@test "grade tells exercises of the same name in two lessons apart" {
    for lesson in 07-sendrecv 09-nonblocking; do
        mkdir -p "class/ada/$lesson"
        scripts/exercise/cut "lessons/$lesson/exercises/3-rod.c" solution > "class/ada/$lesson/3-rod.c"
    done
    TIME=280 launch make grade DIR=class
    expect_status 0
    [[ $(grep -c ' 3-rod  *passed' <<< "$output") -eq 2 ]] || complain 'expected both to pass'
    mkdir -p class/ada/old/07-sendrecv
    cp "class/ada/07-sendrecv/3-rod.c" class/ada/old/07-sendrecv/
    TIME=280 launch make grade DIR=class LESSON=07
    [[ $errors == 'ada has 2 files 07-sendrecv/3-rod.c: 07-sendrecv/3-rod.c is checked' ]] || complain 'expected to be told which'
    [[ $output == *'1 people, 3 answers: 1 passed, 2 missing'* ]] || complain 'expected one lesson alone'
}

# bats test_tags=all
@test "grade refuses what it cannot do" {
    expect_make_refusal 'Type make grade DIR=submissions' grade
    expect_make_refusal 'DIR=nowhere is not there' grade DIR=nowhere
    mkdir -p class
    expect_make_refusal 'DIR=class has no folders' grade DIR=class
    mkdir class/ada
    expect_make_refusal 'DIR=class has no answers: expected files such as class/ada/' grade DIR=class
    expect_make_refusal 'LESSON=77 has no exercises' grade DIR=class LESSON=77
}

# bats test_tags=all
@test "demo shows the question, the run, what to look at, a change and the run again" {
    launch make demo-4
    expect_status 0
    [[ $output == *'== LESSON 4: '*'How many'*'$ make lesson-4
'*'rank 0: loop: '*'== LOOK =='*'make show-4'*'== CHANGE IT =='*'Run it with NP=8'*'$ make lesson-4 NP=8
'*'rank 7: loop: '*'== EXPECTED ==
'*'Expect '* ]] || complain 'expected the five steps'
    [[ $output != *$'\e'* ]]
    # On a terminal it waits for a key, and q ends it.
    printf 'xq' > "$BATS_TEST_TMPDIR/keys"
    output=$(TERM=xterm timeout 30 script -qec 'make demo-4' /dev/null < "$BATS_TEST_TMPDIR/keys")
    [[ $output == *'the vote: any key'*'rank 0: loop: '* && $output != *'CHANGE IT'* ]] || complain 'expected it to wait, and to end at q'
    output=$(TERM=xterm NO_COLOR=1 timeout 30 script -qec 'make demo-1' /dev/null < <(printf 'xxxxxxxxx'))
    [[ $output == *'EXPECTED'* && $output != *$'\e[1m'* ]] || complain 'expected no colour'
}

@test "bad input is refused in one line" {
    expect_make_refusal 'There is no goal check-44' check-44
    expect_make_refusal 'work/04-broadcast/1-forecast.c is not there: type make start-4' check-4
    expect_make_refusal 'work/04-broadcast/1-forecast.c is not there: type make start-4' hint-4
    expect_make_refusal 'work/04-broadcast/1-forecast.c is not there: type make start-4' reset-4
    expect_make_refusal 'work/04-broadcast is not there: type make start-4' recheck-4
    make start-4 > /dev/null
    for goal in check-4 hint-4 reset-4; do
        expect_make_refusal 'EXERCISE=4 is not a whole number from 1 to 3' $goal EXERCISE=4
        expect_make_refusal 'EXERCISE=x is not a whole number' $goal EXERCISE=x
    done
    expect_make_refusal 'LIMIT=no is not a whole number' check-4 LIMIT=no
    expect_make_refusal 'SEED=0 is not a whole number' check-4 SEED=0
    expect_refusal 'nowhere.c is not there' scripts/exercise/judge "$exercise" nowhere.c
    expect_refusal 'lessons/04-broadcast/exercises/9-no.conf' scripts/exercise/judge lessons/04-broadcast/exercises/9-no "$mine"
    expect_refusal 'Type scripts/exercise/cut SOURCE' scripts/exercise/cut "$exercise.c" other
    head -c 2000000 /dev/zero > "$BATS_TEST_TMPDIR/large.c"
    expect_refusal 'has more than 1 MB' scripts/exercise/judge "$exercise" "$BATS_TEST_TMPDIR/large.c"
    rm -r work
    : > work # where a directory is wanted
    expect_make_refusal 'work is there, and no directory: move it away' start-4
}

# bats test_tags=all
@test "what a program does to its record and its directory harms nobody, and holds up nobody" {
    echo precious > "$BATS_TEST_TMPDIR/precious"
    chmod 600 "$BATS_TEST_TMPDIR/precious"
    # A link where the watcher is to write; in an earlier run, one in the place of its directory.
    answer 'char path[4200]; snprintf(path, sizeof path, "%s/verdict", getenv("TRACE_DIRECTORY"));
        if (rank == 0) { if (symlink("'"$BATS_TEST_TMPDIR"'/precious", path)) say(rank, "no link"); raise(SIGSEGV); } MPI_Barrier(MPI_COMM_WORLD);'
    expect_verdict abort 'ENDED BADLY.*SIGSEGV'
    [[ $(< "$BATS_TEST_TMPDIR/precious") == precious ]]
    # Pipes in the place of logs, that nobody ever writes to.
    answer 'char path[4200]; for (int r = 0; r < size; r++) { snprintf(path, sizeof path, "%s/rank-%d", getenv("TRACE_DIRECTORY"), r);
        unlink(path); mkfifo(path, 0666); } for (;;) pause();'
    LIMIT=2 expect_verdict timeout 'TIMED OUT'
    answer 'char path[4200]; snprintf(path, sizeof path, "%s/rank-%d", getenv("TRACE_DIRECTORY"), rank); truncate(path, 0); for (;;) pause();'
    LIMIT=10 expect_verdict abort 'ENDED BADLY'
    ln -s "$BATS_TEST_TMPDIR" link
    for wrong in "0 $PWD/link" "0 $PWD/nowhere" "nobody $PWD"; do
        launch "build/$MPI-trace/confine" "${wrong%% *}" "${wrong#* }" -- true
        expect_status 2
        [[ -n $errors ]] || complain "expected a refusal of $wrong"
    done
    # What the checker has in its environment.
    answer 'say(rank, "%s", getenv("SECRET") ? getenv("SECRET") : "nothing");'
    SECRET=token expect_verdict answer 'BAD     rank 0: nothing'
}

# bats test_tags=all
@test "grade that is interrupted leaves nothing, and judges no more" {
    mkdir -p class/{a,b,c,d}/04-broadcast
    answer 'for (;;) ;'
    for person in a b c d; do
        cp "$BATS_TEST_TMPDIR/answer.c" class/$person/04-broadcast/1-forecast.c
    done
    TMPDIR=$(mktemp -d) # where the programs are run, by somebody else
    chmod 755 "$TMPDIR"
    export TMPDIR
    DIR=class LIMIT=600 scripts/teach/grade < /dev/null > seen 2>&1 &
    grader=$!
    until pgrep -f "^$TMPDIR.*/box/1-forecast" > /dev/null; do
        kill -0 "$grader"
        sleep 0.1
    done
    expect_end "$grader" 130
    grep -q 'Interrupted: no grades were written' seen
    for ((tick = 0; tick < 300; tick++)); do # those it had begun would go on for ten minutes each
        [[ -n $(pgrep -f "$TMPDIR"; ls "$TMPDIR") ]] || break
        sleep 0.1
    done
    [[ -z $(pgrep -f "$TMPDIR") ]] || complain "still running: $(pgrep -fa "$TMPDIR")"
    [[ -z $(ls -d "$TMPDIR"/* build/grade* 2> /dev/null) ]] || complain "left: $(ls -d "$TMPDIR"/* build/grade*)"
    rmdir "$TMPDIR"
}

# bats test_tags=all
@test "a source is cut whatever stands in it, or refused" {
    # shellcheck disable=SC1003 # a line that goes on
    printf '%s\n' first '#if defined SOLUTION' good '#if defined OTHER' other '#endif' '#elif defined \' '    WRONG_1 || defined WRONG_2 /* why */' bad \
        '#if defined WRONG_2' worse '#else' 'not so bad' '#endif' '#else' empty '#endif' '#ifdef OTHER' last '#endif' > "$BATS_TEST_TMPDIR/x.c"
    while IFS='|' read -r variant words; do
        [[ $(scripts/exercise/cut "$BATS_TEST_TMPDIR/x.c" "$variant" | tr '\n' ' ') == "$words" ]] || complain "expected of $variant: $words"
    done << 'END'
starter|first empty #ifdef OTHER last #endif 
solution|first good #if defined OTHER other #endif #ifdef OTHER last #endif 
wrong-1|first bad not so bad #ifdef OTHER last #endif 
wrong-2|first bad worse #ifdef OTHER last #endif 
END
    printf '#if !defined SOLUTION\n#endif\n' > "$BATS_TEST_TMPDIR/x.c"
    launch scripts/exercise/cut "$BATS_TEST_TMPDIR/x.c" solution
    [[ $status -ne 0 && $errors == *'cannot be cut: #if !defined SOLUTION' ]] || complain 'expected a refusal'
    printf '#ifdef SOLUTION\n#endif\n' > "$BATS_TEST_TMPDIR/x.c"
    launch scripts/exercise/cut "$BATS_TEST_TMPDIR/x.c" solution
    [[ $status -ne 0 ]] || complain 'expected a refusal'
    printf '#if defined SOLUTION\n' > "$BATS_TEST_TMPDIR/x.c"
    launch scripts/exercise/cut "$BATS_TEST_TMPDIR/x.c" solution
    [[ $status -ne 0 ]] || complain 'expected a refusal'
}

# bats test_tags=all
@test "a record of an exercise that cannot be read is told" {
    good=$(< "$exercise.conf")
    while IFS='|' read -r change words; do
        sed "$change" <<< "$good" > "$exercise.conf"
        expect_refusal "$words" scripts/exercise/judge "$exercise" Makefile
    done << 'END'
/^title=/d|title= is missing
s/^kind=.*/kind=other/|kind=other: expected complete, repair or build
s/^counts=.*/counts=some/|counts=some is no rule
s/^fails=.*/fails=badly/|badly is no kind of verdict
s/^wrong=1 way/wrong=1 perhaps/|perhaps is no kind of verdict
1s/^/colour=red\n/|cannot read 'colour=red'
1s/^/title=twice\n/|a second title=
END
}
