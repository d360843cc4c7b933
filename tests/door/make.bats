load ../helpers

# The Makefile, the only door: what may be typed, and what comes of what may not.

make() {
    launch make --no-print-directory "$@"
}

expect_one_line() {
    expect_status 2 || return
    [[ $errors != *$'\n'* && $errors =~ $1 ]] || complain "expected one line that matches: $1"
}

# list NAME: what the Makefile says there.
list() {
    sed -n "s/^$1 := //p" Makefile
}

# expect_one_screen: of 24 lines and 80 columns.
expect_one_screen() {
    expect_status 0 || return
    expect_silence || return
    [[ $(wc -l <<< "$output") -le 24 && -z $(grep -E '.{81}' <<< "$output") ]] || complain 'expected 24 lines of 80 characters at most'
}

@test "make shows the lessons by number and title, and the commands, on one screen" {
    make
    expect_one_screen
    for lesson in lessons/[0-9]*; do
        read_record "$lesson"
        number=${lesson#lessons/}
        grep -qE "^ +make lesson-$((10#${number%%-*})) +$title\$" <<< "$output" || complain "expected $title"
    done
    for command in run trace-4 check progress help-all; do
        grep -q "^  make $command " <<< "$output" || complain "expected make $command"
    done
    first=$output
    make help
    [[ $output == "$first" ]]
}

# bats test_tags=all
@test "more lessons than fit below each other are still one screen" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    for ((number = $(ls -d lessons/[0-9]* | wc -l) + 1; number <= 24; number++)); do
        cp -r lessons/01-hello "lessons/$number-more$number"
    done
    make
    expect_one_screen
    for ((number = 1; number <= 24; number++)); do
        grep -q "make lesson-$number " <<< "$output" || complain "expected lesson $number"
    done
}

@test "help-all names every goal and every variable, and none that is not there" {
    make help-all
    expect_status 0
    expect_silence
    goals=$(list goals)
    for goal in $goals; do
        grep -qE "(  |, )make $goal\>" <<< "$output" || complain "help-all does not name make $goal"
    done
    for variable in $(list variables); do
        grep -qE "\<$variable=[^ ]" <<< "$output" || complain "help-all does not name $variable with a value"
    done
    for goal in $(grep -oE '^  make [a-z-]+[a-z]' <<< "$output" | awk '{ print $2 }'); do
        [[ " $goals $(list lesson_verbs) " == *" $goal "* ]] || complain "help-all names make $goal, which is not there"
    done
    [[ $output == *"  $(list from_environment)"* ]] || complain 'expected what the environment may hold'
}

@test "what the person who runs the tests has set, but for what is to be tested, is not passed on" {
    tested=' MPI MPICC MPIRUN COMPILER SANITIZE '
    variables=$(list variables)
    for variable in $variables; do
        [[ $tested == *" $variable "* ]] || export "$variable=set"
    done
    load ../helpers
    for variable in $variables; do
        [[ $tested == *" $variable "* || -z ${!variable+set} ]] || complain "$variable is passed on"
    done
    [[ -n ${MPI+set} ]]
}

@test "a lesson goes by its number, its two digits and its topic" {
    for name in 4 04 broadcast; do
        make "lesson-$name" NP=2
        expect_status 0
        [[ $output == *"04-broadcast"*'rank 1: bcast: have 2026 365 840'* ]] || complain 'expected lesson 4'
    done
}

@test "a lesson shows the line that it runs first, then the output" {
    make lesson-4 NP=3 ARGS=2
    expect_status 0
    expect_silence
    [[ ${output%%$'\n'*} =~ ^mpirun.*' -n 3 build/'.*'/04-broadcast 2'$ ]] || complain 'expected the line of the launcher'
    [[ $output == *'rank 2: loop:  have 2026 365 840, sent 2'* ]]
}

@test "a lesson without NP runs with the number of its record" {
    make lesson-9
    [[ ${output%%$'\n'*} == *' -n 2 '* ]]
    NP='' make lesson-1
    [[ ${output%%$'\n'*} == *' -n 4 '* ]]
}

@test "what is mistyped is answered in one line that says what to type, before anything runs" {
    while IFS='|' read -r typed expected; do
        read -ra words <<< "$typed"
        make "${words[@]}"
        expect_one_line "\*\*\* $expected\.  Stop\.\$" || complain "$typed"
        [[ -z $output ]] || complain "$typed: expected that nothing runs"
    done << 'END'
lesson4|There is no goal lesson4: type make lesson-4
Lesson-4|There is no goal Lesson-4: type make lesson-4
lesson_4|There is no goal lesson_4: type make lesson-4
lesson-004|There is no goal lesson-004: type make lesson-4
lesson 4|There is no goal lesson: type make lesson-4
check 4|There is no goal 4: type make check-4
check4|There is no goal check4: type make check-4
run-4|There is no goal run-4: type make lesson-4
exercise-4|There is no goal exercise-4: type make start-4
test-4|There is no goal test-4: type make check-4
4|There is no goal 4: type make lesson-4
broadcast|There is no goal broadcast: type make lesson-broadcast
lesson|make lesson-N needs the number of a lesson, for example make lesson-4
demo|make demo-N needs the number of a lesson, for example make demo-4
job|make job-N needs the number of a lesson, for example make job-4
lesson-77|There is no goal lesson-77: lessons are lesson-1 to lesson-[0-9]+; type make to see them
lesson-0|There is no goal lesson-0: lessons are lesson-1 to .*
lesson-1 check-77|There is no goal check-77: lessons are lesson-1 to .*
lesson-|There is no goal lesson-: type make to see the lessons, make help-all to see everything that you can type
lesson-1 nonsense|There is no goal nonsense: type make to see the lessons, make help-all .*
lessons|There is no goal lessons: type make to see the lessons, .*
exercises|There is no goal exercises: type make start to .*
solution-4|There is no goal solution-4: when your answer is right, make check-4 shows you ours; .*make hint-4
lesson-4 8|There is no goal 8: for 8 processes type make lesson-4 NP=8
lesson-4 -n 8|There is no goal 8: for 8 processes type make lesson-4 NP=8
lesson-4 np=8|There is no variable np: type NP=8; make help-all shows all variables
lesson-4 NPROCS=8|There is no variable NPROCS: type NP=8; .*
lesson-4 NONSENSE=8|There is no variable NONSENSE: make help-all shows all variables
run tests/programs/ends.c|There is no goal tests/programs/ends.c: name a program with PROG, in quotes .*: make run PROG='tests/programs/ends.c'
run PROG=my programs/mine.c|There is no goal programs/mine.c: name a program with PROG, in quotes if its path has a space: make run PROG='path/to/mine.c'
lesson-1 MPI=lam|MPI=lam is not known: expected one of: mpich openmpi; for another MPI give MPICC=mpicc MPIRUN=mpirun
lesson-1 COMPILER=tcc|COMPILER=tcc is not known: expected one of: gcc clang; .*
lesson-1 SANITIZE=yes|SANITIZE=yes is not known: expected one of: 1; .*
lesson-1 V=2|V=2 is not known: expected one of: 1; .*
lesson-1 WATCH=no|WATCH=no is not known: expected one of: on off; .*
END
}

@test "an empty value is answered in one line, for every variable" {
    for variable in $(list variables); do
        make lesson-1 "$variable="
        expect_one_line "\*\*\* $variable= has no value: give one, for example $variable=[^ ].*, or leave $variable out\.  Stop\.\$"
        [[ -z $output ]]
    done
}

# expect_taken_as_typed GOAL... VARIABLES: a value that means something to make, and to a shell, is refused for each
# of the variables, and nothing in it is run.
expect_taken_as_typed() {
    local variable value
    for variable in ${!#}; do
        for value in "\$(shell touch $BATS_TEST_TMPDIR/run)" "';touch\${IFS}$BATS_TEST_TMPDIR/run;\`touch $BATS_TEST_TMPDIR/run\`" '$(error expanded)/'; do
            make "${@:1:$#-1}" "$variable=$value"
            [[ ! -e $BATS_TEST_TMPDIR/run && $status -eq 2 ]] || complain "$variable=$value" || return
            errors=$(grep -v '^make: \*\*\* \[' <<< "$errors")
            [[ $errors != *$'\n'* && $errors != *'*** expanded'* && -z $output ]] || complain "$variable=$value: expected one line" || return
        done
    done
    tried+=" ${!#}"
}

# bats test_tags=all
@test "nothing that is given in a variable is run or expanded, and what makes no sense is refused in one line" {
    make build test TESTS=nowhere
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cp -rp build "$BATS_TEST_TMPDIR/copy/"
    cd "$BATS_TEST_TMPDIR/copy"
    make start-1
    tried=''
    expect_taken_as_typed lesson-1 'NP ARGS MPI MPICC MPIRUN COMPILER SANITIZE LIMIT MAX_NP WATCH GDB V HOSTS HOSTFILE LAUNCHER'
    expect_taken_as_typed lesson-1 LAUNCHER=slurm 'NODES MINUTES'
    expect_taken_as_typed run PROG
    expect_taken_as_typed trace 'RUN CLOCK WAITS WIDTH ASCII RANKS FROM ROWS'
    expect_taken_as_typed check-1 'EXERCISE SEED'
    expect_taken_as_typed grade DIR
    expect_taken_as_typed grade DIR=lessons LESSON
    expect_taken_as_typed diagnose-1 JSON
    expect_taken_as_typed test 'TESTS JUNIT'
    expect_taken_as_typed soak RUNS
    expect_taken_as_typed memcheck WAYS
    expect_taken_as_typed bench PAIRS
    if command -v smpicc > /dev/null; then
        expect_taken_as_typed scale-4 'CLUSTER SLOWER'
    else
        tried+=' CLUSTER SLOWER'
    fi
    [[ $(xargs -n 1 <<< "$tried" | sort) == "$(list variables | xargs -n 1 | sort)" ]] || complain "expected every variable, tried $tried"
    # Nor what stands in the environment, or in a goal.
    NP="\$(shell touch $BATS_TEST_TMPDIR/run)" make lesson-1
    expect_status 2
    make "\$(shell touch $BATS_TEST_TMPDIR/run)" "';touch $BATS_TEST_TMPDIR/run;'"
    expect_one_line 'There is no goal'
    [[ ! -e $BATS_TEST_TMPDIR/run ]]
}

@test "of the environment only the variables that are named are taken" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    printf '#!/bin/sh\nenv\n' > scripts/exercise/student
    # What the scripts read, but for what the system, an MPI, Slurm or Bats set.
    named=$(grep -ohE '\$\{[A-Z][A-Z_]+(:?[-=+?])' scripts/* scripts/*/* 2> /dev/null | tr -cd 'A-Z_\n' | sort -u |
        grep -vE '^(ASAN|LSAN|UCX|HWLOC|SLURM|SLURMD|PMI|BATS|CONDA|LC)_|^(CI|COLUMNS|DISPLAY|LANG|LD_LIBRARY_PATH|MAKEFLAGS|NO_COLOR|PYTHON|TERM|TMPDIR|WAYLAND_DISPLAY)$')
    for name in $named $(list variables); do
        case $name in
            MPI) export MPI=openmpi ;;
            COMPILER) export COMPILER=gcc ;;
            SANITIZE) export SANITIZE=1 ;;
            *) export "$name=mine" ;;
        esac
    done
    make progress
    expect_status 0
    expect_silence
    for name in $named $(list variables); do
        found=$(sed -n "s/^$name=//p" <<< "$output")
        if [[ " $(list from_environment) " == *" $name "* ]]; then
            [[ $found == @(mine|openmpi|gcc|1) ]] || complain "expected $name to be taken from the environment"
        else
            [[ $found != mine ]] || complain "expected $name to be ignored in the environment"
        fi
    done
    for name in $(list from_environment); do
        grep -q "\`$name\`" notes.md || complain "notes.md does not name $name"
    done
}

@test "mail's variable in the environment does not matter, and an empty one is as none" {
    make lesson-1
    FROM=me V=2 DIR=nowhere RUN=nowhere make trace
    expect_status 0
    MPI='' NP='' COMPILER='' make lesson-1
    expect_status 0
    [[ ${output%%$'\n'*} == *' -n 4 build/'* ]] || complain 'expected the defaults'
}

@test "a program's path and its arguments may have what means something to a shell or to make" {
    program="$BATS_TEST_TMPDIR/it's my #1 \$HOME \"x\" \$(y).c"
    cp tests/programs/ends.c "$program"
    make run PROG="$program" NP=1 ARGS="echo '# \$b' \"it's\""
    expect_status 0
    [[ $output == *$'\n<# $b>\n<it\'s>' ]] || complain 'expected its arguments as they were typed'
    rm -r build/*/run
}

@test "without a number the exercises go on with the lesson that was worked on last" {
    own_workbook copy
    for verb in check hint recheck reset; do
        expect_make_refusal "^make $verb-N needs the number of a lesson, for example make $verb-4, because you have begun none: type make start to begin one$" $verb
    done
    make start
    expect_status 0
    [[ $output == 'Lesson 1: '*'Next:   open work/01-hello/1-'* ]] || complain 'expected lesson 1 to be begun'
    make start-5
    make start-4
    make hint
    [[ $output == $'Lesson 4: '*$'\n1-forecast: '* ]] || complain 'expected the lesson begun last'
    make start-5 # which is begun already
    make hint
    [[ $output == 'Lesson 5: '* ]] || complain 'expected the lesson that was named last'
    touch -d 'now + 1 minute' work/04-broadcast/2-receivers.c # saved last
    make hint
    [[ $output == 'Lesson 4: '* ]] || complain 'expected the lesson of which a file was saved last'
    rm work/04-broadcast/[23]-*
    make check EXERCISE=2
    expect_status 2
    [[ $output == 'Lesson 4: '* && $errors == 'work/04-broadcast/2-receivers.c is not there: type make start-4'* ]] || complain 'expected to be told how'
    make reset
    [[ $output == $'Lesson 4: '*$'\nwork/04-broadcast/1-forecast.c is the starter'* ]] || complain 'expected it to be reset'
    make check-77
    expect_one_line 'There is no goal check-77'
}

# bats test_tags=all
@test "make start goes on with the next lesson when all of one is done" {
    own_workbook copy
    # pass LESSON: as if its exercises were solved.
    pass() {
        scripts/exercise/student start "$1" > /dev/null
        (
            here=scripts
            . scripts/lib/exercise.sh
            choose_lesson "$1"
            for path in "${exercises[@]}"; do
                echo "${path##*/} $(sum_of "$path")"
            done > "$work/.passed"
        )
    }
    pass 04-broadcast
    make check
    expect_status 0
    [[ $output == 'Lesson 4: '*'All of lesson 4 is done. Next: type make lesson-5, then make start-5' ]] || complain 'expected the next lesson'
    make start
    [[ $output == 'Lesson 5: '*'Next:   open work/05-reduce/1-'* ]] || complain 'expected the next lesson to be begun'
    all=(lessons/[0-9]*)
    last=${all[-1]##*/}
    pass "$last"
    make start
    [[ $output == 'Lesson 1: '* ]] || complain 'expected what was left out'
    for lesson in "${all[@]##*/}"; do
        pass "$lesson"
    done
    make start
    expect_status 0
    [[ $output == 'All exercises are done: make progress shows them.' ]] || complain 'expected no lesson'
    make check-4
    [[ $output == *'All of lesson 4 is done, and all the others too: well done.' ]] || complain 'expected no lesson'
}

# bats test_tags=all
@test "what is built for the first time says so in one line, on a terminal or not, and later nothing" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    sed -i 's/ -O2 / -O0 /' scripts/lib/toolchain.sh # so it is sooner built
    make lesson-1
    expect_status 0
    [[ $errors =~ ^'Building what watches the runs, which takes '[0-9]+' to '[0-9]+' s. This happens once for each MPI.'$ ]] || complain 'expected one line'
    make lesson-1
    expect_status 0
    expect_silence
    output=$(TERM=xterm timeout 120 script -qec 'make trace-1' /dev/null < /dev/null)
    [[ $(grep -c '^Building what draws the runs, which takes ' <<< "$output") == 1 && $output != *'watches the runs'* ]] || complain 'expected one line'
}

# all_at_once GOAL...: makes each of them at the same time as the others.
all_at_once() {
    local goal words i processes=()
    for goal; do
        read -ra words <<< "$goal"
        TERM=dumb timeout 240 make --no-print-directory "${words[@]}" > "$BATS_TEST_TMPDIR/at-once-${#processes[@]}" 2>&1 < /dev/null &
        processes+=("$!")
    done
    for i in "${!processes[@]}"; do
        status=0
        wait "${processes[i]}" || status=$?
        output=$(< "$BATS_TEST_TMPDIR/at-once-$i")
        expect_status 0 || return
        [[ $output == *'rank 0: '* ]] || complain 'expected a run' || return
    done
}

# bats test_tags=all
@test "first commands in a fresh clone do not disturb each other, where the file system has locks and where not" {
    for way in locks none; do
        copy_workbook "$BATS_TEST_TMPDIR/$way"
        cd "$BATS_TEST_TMPDIR/$way"
        sed -i 's/ -O2 / -O0 /' scripts/lib/toolchain.sh # so it is sooner built
        [[ $way == locks ]] || sed -i 's/^    flock 9 .*/    false/' scripts/compile-trace
        all_at_once lesson-1 lesson-1
        [[ -z $(find build -name '.new*' -o -name '.01-hello*') ]] || complain 'expected nothing by half'
        rm -r build
        all_at_once lesson-1 lesson-1 lesson-4 lesson-4 trace-4 'run PROG=tests/programs/ends.c ARGS=rank'
    done
}

@test "what is interrupted while it is built is not taken for built" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    # Half of what is asked for is there, then it hangs.
    cat > slow << 'END'
#!/bin/bash
[[ " $* " == *' -o '* ]] || exec mpicc.mpich "$@"
while [[ $1 != -o ]]; do shift; done
echo half > "$2"
chmod +x "$2"
echo begun > begun
exec sleep 100
END
    chmod +x slow
    for file in build/._slow-trace/watch build/._slow-gcc/01-hello; do
        rm -f begun
        timeout 60 setsid make "$file" MPICC=./slow MPIRUN=mpirun.mpich > /dev/null 2>&1 &
        until [[ -e begun ]]; do
            kill -0 $!
            sleep 0.1
        done
        process=$(pgrep -P $! make)
        kill -TERM -- "-$process"
        wait $! || true
        [[ ! -e $file && ! -e build/._slow-trace/record.so ]] || complain "expected no $file"
        [[ -z $(find build -type f -name '*01-hello*' -o -name 'watch') ]] || complain 'expected nothing by half'
    done
}

@test "files that are called as goals do not get in the way" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    touch lesson-1 lesson-77 nonsense test build help
    make lesson-77
    expect_one_line 'There is no goal lesson-77'
    make nonsense
    expect_one_line 'There is no goal nonsense'
    rm build
    mkdir build
    cp -r "$BATS_TEST_DIRNAME/../../build/$MPI-trace" build/ # to compile it again is of no interest here
    make lesson-1
    expect_status 0
    [[ $output == *'rank 3: hello'* ]]
}

@test "bad numbers of processes are answered in one line, and nothing is launched" {
    make build
    for number in 0 abc 9999; do
        expect_make_refusal "^NP=$number is not a whole number from 1 to 128 \(MAX_NP\): give for example NP=4$" lesson-1 NP=$number
    done
    expect_make_refusal '^NP=9 is not a whole number from 1 to 8 \(MAX_NP\): ' lesson-1 NP=9 MAX_NP=8
    expect_make_refusal '^Lesson 2 needs at least 2 processes, not 1: type make lesson-2 NP=4$' lesson-2 NP=1
    expect_make_refusal '^Lesson 1 takes no ARGS: type make lesson-1$' lesson-1 ARGS=x
    expect_make_refusal '^LIMIT=soon is not a whole number' lesson-1 LIMIT=soon
}

@test "a bad ARGS is answered by the lesson itself, in one line" {
    expected_errors='The root is a rank, from 0 to 3, not nine.'
    make lesson-4 ARGS=nine
    expect_status 2
    [[ ${errors%%$'\n'*} == "$expected_errors" ]] || complain "expected: $expected_errors"
    [[ $(grep -vc '^make: ' <<< "$errors") == 1 ]]
}

@test "a second run compiles nothing" {
    make lesson-1
    make lesson-1 V=1
    expect_status 0
    [[ $output != *workbook.h* && $output != *hello.c* ]] || complain 'expected nothing to be compiled'
}

# bats test_tags=all
@test "a change of the header, or of a lesson, compiles what needs it" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    sed -i 's/ -O2 / -O0 /' scripts/lib/toolchain.sh # so it is sooner built
    TIME=180 make build V=1
    expect_status 0
    [[ $(grep -c 'lessons/.*\.c ' <<< "$output") == $(ls -d lessons/[0-9]* | wc -l) ]] || complain 'expected every lesson to be compiled'
    [[ $output == *common/record/record.c* && -x build/$MPI-trace/watch ]] || complain 'expected the watcher to be compiled'
    sleep 1 # some file systems keep whole seconds
    touch lessons/01-hello/hello.c
    make build V=1
    [[ $(grep -c '\.c ' <<< "$output") == 1 && $output == *hello.c* ]] || complain 'expected one to be compiled'
    sleep 1
    touch common/workbook.h
    make build V=1
    [[ $(grep -c '\.c ' <<< "$output") == $(ls -d lessons/[0-9]* | wc -l) ]] || complain 'expected every lesson to be compiled'
}

@test "who waits for another command to build, and is interrupted, takes nothing away" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    mkdir -p build/mpich-trace
    exec 5> build/mpich-trace/.lock--watch
    flock 5 # the other builds
    timeout 60 setsid make build/mpich-trace/watch MPI=mpich > said 2>&1 5>&- &
    until grep -q '^Building' said; do
        kill -0 $!
        sleep 0.1
    done
    echo whole > build/mpich-trace/watch
    process=$(pgrep -P $! make)
    kill -TERM -- "-$process"
    wait $! || true
    [[ $(< build/mpich-trace/watch) == whole ]] || complain "expected what the other has built; make said $(< said)"
}

# bats test_tags=all
@test "make -j builds all at once, and clean leaves the workbook as it was, in a path with a space" {
    copy_workbook "$BATS_TEST_TMPDIR/my clone"
    cd "$BATS_TEST_TMPDIR/my clone"
    sed -i 's/ -O2 / -O0 /' scripts/lib/toolchain.sh # so it is sooner built
    files=$(find . | sort)
    make -j8 build
    expect_status 0
    [[ $(grep -vc '^Building ' <<< "$errors") == 0 ]] || complain 'expected to be told what is built'
    make lesson-1
    expect_status 0
    expect_silence
    [[ $output == *'rank 3: hello'* ]]
    make clean
    expect_status 0
    [[ $(find . | sort) == "$files" ]]
}

@test "a program with a fault is not built, and no half of it stays" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    echo 'int main(void) { return no_such_name; }' > lessons/01-hello/hello.c
    make lesson-1
    expect_status 2
    [[ $errors == *"hello.c:1:"*'no_such_name'* ]] || complain 'expected the compiler to say where'
    [[ -z $(find build -type f ! -name '*.d') ]]
}

# bats test_tags=all
@test "a program that cannot be written for lack of room leaves no half of it" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    launch bash -c 'ulimit -f 8; make lesson-1'
    expect_status 2
    [[ -z $(find build -type f -name '01-hello') ]]
    make lesson-1
    expect_status 0
}

# few_tools: a directory bin without MPI, Bats or a compiler, to be put in the place of PATH.
few_tools() {
    mkdir bin
    for tool in bash make sh env mkdir cat timeout grep tr; do
        ln -s "$(type -P "$tool")" bin/
    done
}

@test "a missing compiler or MPI is answered in one line" {
    expect_make_refusal '^MPICC=nowhere/mpicc: there is no command nowhere/mpicc: give the compiler of your MPI' \
        lesson-1 MPICC=nowhere/mpicc
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    few_tools
    PATH=$PWD/bin expect_make_refusal '^There is no MPI compiler for MPI=mpich \(mpicc.mpich or mpicc\): type scripts/setup$' lesson-1 MPI=mpich
    PATH=$PWD/bin expect_make_refusal '^There is no MPI compiler for MPI=openmpi .*: type scripts/setup --dev$' lesson-1 MPI=openmpi
    PATH=$PWD/bin expect_make_refusal '^COMPILER=clang: there is no such command here: type scripts/setup --dev' \
        lesson-1 COMPILER=clang MPICC=cat
    PATH=$PWD/bin expect_refusal '^Bats, which runs the tests, is missing: type scripts/setup$' scripts/test
}

@test "an mpicc of another MPI is not taken for the one that was asked for" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    few_tools
    printf '#!/bin/sh\necho "#define OMPI_MAJOR_VERSION 4"\n' > bin/mpicc
    chmod +x bin/mpicc
    PATH=$PWD/bin expect_make_refusal '^mpicc is not the compiler of MPI=mpich: type make doctor to see whose it is' lesson-1 MPI=mpich
}

@test "make run compiles and runs a program, and runs a built one as it is" {
    mkdir "$BATS_TEST_TMPDIR/my work"
    cp tests/programs/ends.c "$BATS_TEST_TMPDIR/my work/mine.c"
    make run PROG="$BATS_TEST_TMPDIR/my work/mine.c" NP=2 ARGS='echo "a b"'
    expect_status 0
    [[ $output == *'<a b>' ]] || complain 'expected its argument'
    make run PROG="$BIN/01-hello" NP=2
    expect_status 0
    [[ $output == *'rank 1: hello, I am one of 2'* ]]
    rm -r build/*/run
}

@test "ARGS reaches the program as it is typed, dollars too" {
    make run PROG="$BIN/04-broadcast" NP=2 ARGS='$HOME'
    expect_status 2
    [[ $errors == 'The root is a rank, from 0 to 1, not $HOME.'* ]] || complain 'expected $HOME'
    make run PROG="$BIN/04-broadcast" NP=2 ARGS='$(shell echo 1)'
    [[ $errors == 'The root is a rank, from 0 to 1, not $(shell.'* ]] || complain 'expected nothing to be run'
}

@test "make run refuses what it cannot run" {
    expect_make_refusal '^Which program\? Type make run PROG=' run
    expect_make_refusal '^PROG=nowhere.c is not there: give the path' run PROG=nowhere.c
    expect_make_refusal '^PROG=no where.c is not there: give the path' run PROG='no where.c'
    expect_make_refusal '^PROG=README.md is neither a C file' run PROG=README.md
}

# bats test_tags=all
@test "a lesson is added by adding its directory: no list is edited" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    cp -r lessons/01-hello lessons/99-mine
    mv lessons/99-mine/hello.c lessons/99-mine/mine.c
    sed -i 's/^title=.*/title=Mine/; s/^np=.*/np=3/' lessons/99-mine/lesson.conf
    make help
    [[ $output == *'make lesson-99   Mine'* ]] || complain 'expected it in the help'
    make lesson-mine
    expect_status 0
    [[ $output == *'rank 2: hello, I am one of 3'* ]]
    launch scripts/dev/pages README.md
    grep -q '^| 99 | \[Mine\](lessons/99-mine/README.md) | ' README.md
}

@test "make test refuses tests that are not there" {
    expect_make_refusal '^TESTS=tests/nowhere.bats is not there: give files of tests/, for example TESTS=tests/04-broadcast.bats, or TESTS=lessons$' test TESTS=tests/nowhere.bats
    expect_make_refusal '^JUNIT=/nowhere/report.xml cannot be written: give another file$' test JUNIT=/nowhere/report.xml
}

# bats test_tags=all
@test "make test counts what passed and what failed, and writes JUnit on request" {
    mkdir "$BATS_TEST_TMPDIR/tests"
    printf '@test "good" { true; }\n@test "bad" { false; }\n@test "left out" { skip why; }\n' > "$BATS_TEST_TMPDIR/tests/some.bats"
    copy_workbook "$BATS_TEST_TMPDIR/copy" # its own build/runs, not the one of this very run
    cd "$BATS_TEST_TMPDIR/copy"
    TESTS=$BATS_TEST_TMPDIR/tests/some.bats launch scripts/test
    expect_status 1
    [[ ${output##*$'\n'} == '1 passed, 1 failed, 1 skipped' ]] || complain 'expected the counts'
    [[ $output == '1/3  ok some: good in '*'FAILED  some: bad in '*'Skipped 1: why'* ]] || complain 'expected the progress, the failure, and what was skipped'
    TESTS=$BATS_TEST_TMPDIR/tests/some.bats JUNIT=report.xml launch scripts/test
    expect_status 1
    grep -q '<testcase .*name="bad"' report.xml
    grep -q '</testsuites>' report.xml
    [[ ${output##*$'\n'} == '1 passed, 1 failed, 1 skipped' ]] || complain 'expected the counts'
    TESTS=$BATS_TEST_TMPDIR/tests/some.bats JUNIT=/dev/full launch scripts/test
    expect_status 2
    [[ $errors == *'JUNIT=/dev/full cannot be written in whole: is the disk full?' ]] || complain 'expected to be told'
    printf '@test "good" { true; }\n' > "$BATS_TEST_TMPDIR/tests/some.bats"
    TESTS=$BATS_TEST_TMPDIR/tests/some.bats launch scripts/test
    expect_status 0
    [[ ${output##*$'\n'} == '1 passed, 0 failed, 0 skipped' ]] || complain 'expected the counts'
    printf '@test "good" { true; }\n@test "endless" { while :; do sleep 0.1; done; }\n@test "not reached" { true; }\n' > "$BATS_TEST_TMPDIR/tests/some.bats"
    FILE_LIMIT=5 TESTS=$BATS_TEST_TMPDIR/tests/some.bats launch scripts/test
    expect_status 1
    [[ $output == *'FAILED  some: 2 of its tests did not run'*'1 passed, 2 failed, 0 skipped' ]] || complain 'expected the test that does not end'
}

# bats test_tags=all
@test "make test that is interrupted leaves no process and no directory" {
    local tests
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    mkdir "$BATS_TEST_TMPDIR/tmp"
    printf '@test "long" { touch begun; exec sleep 31415; }\n' > tests/long.bats
    TMPDIR=$BATS_TEST_TMPDIR/tmp TESTS=tests/long.bats bash scripts/test > "$BATS_TEST_TMPDIR/said" 2>&1 < /dev/null &
    tests=$!
    timeout 60 bash -c 'until [[ -e begun ]]; do sleep 0.1; done'
    expect_end "$tests" 130
    [[ -z $(ls "$BATS_TEST_TMPDIR/tmp") && -z $(pgrep -f '^sleep 31415') ]] || complain "left: $(ls "$BATS_TEST_TMPDIR/tmp")"
    [[ $(tail -n 1 "$BATS_TEST_TMPDIR/said") == 'Interrupted: the tests were ended.' ]]
}

# bats test_tags=all
@test "make test leaves out what is tagged all; make test-all runs a file again only when what it depends on has changed" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    rm -r tests/*.bats tests/*/
    printf '@test "quick" { [[ $TIER == quick ]] || [[ $TIER == all ]]; }\n# bats test_tags=all\n@test "long" { [[ $TIER == all ]]; }\n# bats test_tags=page\n@test "page" { true; }\n' > tests/some.bats
    printf '@test "of a lesson" { true; }\n' > tests/04-broadcast.bats
    printf '@test "left out" { skip why; }\n' > tests/left.bats
    proved() {
        launch scripts/test "${@:2}"
        expect_status 0
        [[ ${output##*$'\n'} == "$1" ]] || complain "expected $1"
    }
    proved '3 passed, 0 failed, 1 skipped'
    proved '4 passed, 0 failed, 1 skipped' --all
    proved '0 passed, 0 failed, 1 skipped' --all # what was skipped is not proved
    [[ $output == *'Passed before, and unchanged since: 2 of 3 files of tests'* ]] || complain 'expected to be told'
    echo >> lessons/05-reduce/README.md
    proved '3 passed, 0 failed, 1 skipped' --all # but not another lesson
    echo >> lessons/04-broadcast/broadcast.c
    proved '4 passed, 0 failed, 1 skipped' --all
    echo >> scripts/run
    proved '4 passed, 0 failed, 1 skipped' --all
    TESTS=tests/some.bats proved '3 passed, 0 failed, 0 skipped' --all
    expect_refusal '^scripts/test has no option --some: type make test, or make test-all$' scripts/test --some
}
