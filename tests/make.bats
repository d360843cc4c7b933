load helpers

# The Makefile, the only door: what may be typed, and what comes of what may not.

make() {
    launch make --no-print-directory "$@"
}

expect_one_line() {
    expect_status 2 || return
    [[ $errors != *$'\n'* && $errors =~ $1 ]] || complain "expected one line that matches: $1"
}

@test "make shows the lessons by number and title, and the commands" {
    make
    expect_status 0
    expect_silence
    for lesson in lessons/[0-9]*; do
        read_record "$lesson"
        number=${lesson#lessons/}
        grep -qE "^ +make lesson-$((10#${number%%-*})) +$title\$" <<< "$output" || complain "expected $title"
    done
    first=$output
    make help
    [[ $output == "$first" ]]
}

@test "help names every goal and every variable, and none that is not there" {
    make help
    goals=$(sed -n 's/^goals := //p' Makefile)
    for goal in $goals; do
        [[ $goal == help ]] || grep -q "  make $goal" <<< "$output" || complain "help does not name make $goal"
    done
    for variable in $(sed -n 's/^variables := //p' Makefile); do
        grep -q "\<$variable=" <<< "$output" || complain "help does not name $variable"
    done
    for goal in $(grep -oE '^  make [a-z-]+[a-z]' <<< "$output" | awk '{ print $2 }'); do
        [[ " $goals lesson start check hint recheck reset demo job " == *" $goal "* ]] || complain "help names make $goal, which is not there"
    done
}

@test "what the person who runs the tests has set, but for what is to be tested, is not passed on" {
    tested=' MPI MPICC MPIRUN COMPILER SANITIZE '
    variables=$(sed -n 's/^variables := //p' Makefile)
    for variable in $variables; do
        [[ $tested == *" $variable "* ]] || export "$variable=set"
    done
    load helpers
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

@test "a goal that is not there is answered in one line, before anything runs" {
    for goal in lesson-77 lesson-0 lesson- lesson-4x nonsense run-4; do
        make "$goal"
        expect_one_line "There is no goal $goal: lessons are lesson-1 to lesson-[0-9]+; type make to see all"
        [[ -z $output ]]
        make lesson-1 "$goal"
        expect_one_line "There is no goal $goal: "
        [[ -z $output ]]
    done
}

@test "a path that falls apart at a space is answered with quotes" {
    make run PROG=my programs/mine.c
    expect_one_line "There is no goal programs/mine.c: a program is named with PROG='path/to/mine.c' \\(in quotes if there is a space in the path\\); type make to see all"
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
    cp -r "$BATS_TEST_DIRNAME/../build/$MPI-trace" build/ # to compile it again is of no interest here
    make lesson-1
    expect_status 0
    [[ $output == *'rank 3: hello'* ]]
}

@test "a variable that is not there, or has no such value, is answered in one line" {
    make lesson-1 NPROC=4
    expect_one_line 'There is no variable NPROC: there are NP ARGS '
    make lesson-1 MPI=lam
    expect_one_line 'MPI=lam is not known: expected one of: mpich openmpi; for another MPI give MPICC=mpicc MPIRUN=mpirun'
    make lesson-1 COMPILER=tcc
    expect_one_line 'COMPILER=tcc is not known: expected one of: gcc clang'
    make lesson-1 SANITIZE=yes
    expect_one_line 'SANITIZE=yes is not known: expected one of: 1'
    make lesson-1 V=2
    expect_one_line 'V=2 is not known: expected one of: 1'
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

@test "a change of the header, or of a lesson, compiles what needs it" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    FLAGS=-O0 TIME=180 make build V=1 # so it is sooner built
    expect_status 0
    [[ $(grep -c 'lessons/.*\.c ' <<< "$output") == $(ls -d lessons/[0-9]* | wc -l) ]] || complain 'expected every lesson to be compiled'
    [[ $output == *common/trace/record.c* && -x build/$MPI-trace/watch ]] || complain 'expected the watcher to be compiled'
    sleep 1 # some file systems keep whole seconds
    touch lessons/01-hello/hello.c
    make build V=1
    [[ $(grep -c '\.c ' <<< "$output") == 1 && $output == *hello.c* ]] || complain 'expected one to be compiled'
    sleep 1
    touch common/workbook.h
    make build V=1
    [[ $(grep -c '\.c ' <<< "$output") == $(ls -d lessons/[0-9]* | wc -l) ]] || complain 'expected every lesson to be compiled'
}

@test "make -j builds all at once, and clean leaves the workbook as it was, in a path with a space" {
    copy_workbook "$BATS_TEST_TMPDIR/my clone"
    cd "$BATS_TEST_TMPDIR/my clone"
    before=$(find . | sort)
    FLAGS=-O0 make -j8 build # so it is sooner built
    expect_status 0
    expect_silence
    make lesson-1
    expect_status 0
    expect_silence
    [[ $output == *'rank 3: hello'* ]]
    make clean
    expect_status 0
    [[ $(find . | sort) == "$before" ]]
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
    for tool in bash make sh env mkdir cat timeout grep; do
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
    expect_make_refusal '^PROG=README.md is neither a C file' run PROG=README.md
}

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
    launch scripts/pages README.md
    grep -q '^| 99 | \[Mine\](lessons/99-mine/README.md) | ' README.md
}

@test "make test refuses tests that are not there" {
    expect_make_refusal '^TESTS=tests/nowhere.bats is not there: give files of tests/, or TESTS=lessons$' test TESTS=tests/nowhere.bats
    expect_make_refusal '^JUNIT=/nowhere/report.xml cannot be written: give another file$' test JUNIT=/nowhere/report.xml
}

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

@test "make test leaves out what is tagged all; make test-all runs a file again only when what it depends on has changed" {
    copy_workbook "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    rm -rf tests/*.bats
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
