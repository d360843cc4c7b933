# bats file_tags=all
# The commands for those who change the workbook: each finds what was made wrong on purpose.
load ../helpers

# copy DIRECTORY NAME: a copy of one of tests/programs for this test alone; prints where.
copy() {
    cp -r "tests/programs/$1" "$BATS_TEST_TMPDIR/$2"
    echo "$BATS_TEST_TMPDIR/$2"
}

# says WORDS: expects them on standard output.
says() {
    [[ $output == *"$1"* ]] || complain "expected on standard output: $1"
}

# without PROGRAM: from here on it is not installed.
without() {
    local directory directories
    mkdir "$BATS_TEST_TMPDIR/path"
    IFS=: read -ra directories <<< "$PATH"
    for directory in "${directories[@]}"; do
        ln -s "$directory"/* "$BATS_TEST_TMPDIR/path" 2> /dev/null || true # the first of a name counts
    done
    rm "$BATS_TEST_TMPDIR/path/$1"
    export PATH="$BATS_TEST_TMPDIR/path"
}

@test "lint passes a lesson" {
    needs clang clang-format clang-tidy cppcheck shellcheck
    launch scripts/dev/lint lessons/09-nonblocking/nonblocking.c common/workbook.h
    expect_status 0
    expect_silence
    [[ $output =~ lint:\ [0-9]+\ passed,\ 0\ failed ]] || complain 'expected all to pass'
}

@test "lint passes what watches a run, in a directory of any name" {
    needs clang clang-format clang-tidy cppcheck
    mkdir "$BATS_TEST_TMPDIR/a b"
    cp -r scripts common .clang-format .clang-tidy "$BATS_TEST_TMPDIR/a b"
    cd "$BATS_TEST_TMPDIR/a b"
    launch scripts/dev/lint common/log/read.c
    expect_status 0
    expect_silence
    [[ $output =~ lint:\ [0-9]+\ passed,\ 0\ failed ]] || complain 'expected all to pass'
}

@test "lint finds what each of its tools is there for" {
    needs clang clang-format clang-tidy cppcheck shellcheck
    cat > "$BATS_TEST_TMPDIR/wrong.c" << 'END'
#include "workbook.h"
int main(int argc, char **argv)
{
  float value = 0;
    int unused, items[3] = {0};
    MPI_Init(&argc, &argv);
    MPI_Send(&value, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    say(0, "%d", items[3]);
    MPI_Finalize();
    return 0;
}
END
    launch scripts/dev/lint "$BATS_TEST_TMPDIR/wrong.c"
    expect_status 1
    says 'clang-format: failed'
    says "unused variable 'unused'"
    says 'compile for mpich with gcc: failed'
    says 'mpi-type-mismatch'
    says 'clang-tidy for mpich: failed'
    says 'arrayIndexOutOfBounds'
    says 'cppcheck: failed'
}

@test "lint finds what is wrong in a script and in a test" {
    needs shellcheck
    printf '#!/usr/bin/env bash\nrm $1\n' > "$BATS_TEST_TMPDIR/script"
    printf '@test "x" {\n    rm $1\n}\n' > "$BATS_TEST_TMPDIR/x.bats"
    launch scripts/dev/lint "$BATS_TEST_TMPDIR/script" "$BATS_TEST_TMPDIR/x.bats"
    expect_status 1
    says 'shellcheck of scripts: failed'
    says 'shellcheck of tests: failed'
    says 'lint: 0 passed, 2 failed'
}

@test "lint without one of its tools says which one is missing, and fails" {
    needs shellcheck
    without shellcheck
    launch scripts/dev/lint scripts/dev/lint
    expect_status 1
    says 'shellcheck: failed: it is missing: type scripts/setup --dev'
    says 'lint: 0 passed, 1 failed'
}

@test "lint refuses what it cannot check" {
    expect_refusal 'nothing.c is not there: give files' scripts/dev/lint nothing.c
    expect_refusal 'README.md is neither a C file nor a shell script: give files' scripts/dev/lint README.md
}

@test "memcheck finds errors of the program's own, whatever it hides of the MPI's" {
    needs valgrind clang
    # In CI in every way, for each has its own list of what to hide.
    [[ ${CI:-} == true ]] || export WAYS='mpich-valgrind mpich-gcc'
    local way ways=${WAYS:-mpich-valgrind openmpi-valgrind mpich-gcc mpich-clang openmpi-gcc}
    TIME=280 launch scripts/dev/memcheck tests/programs/99-flaws
    expect_status 1
    for way in $ways; do
        says "$way 99-flaws: 3 cases, 2 with findings"
        says "$way 99-flaws, case leak: "
        says "$way 99-flaws, case overflow: "
        [[ $output != *"$way 99-flaws, case none"* ]] || complain "expected no finding in case none"
    done
    says 'uninitialised value'
    says 'are definitely lost'
    says 'Invalid read of size 4'
    says 'LeakSanitizer: detected memory leaks'
    says 'AddressSanitizer: heap-buffer-overflow'
    [[ $output =~ memcheck:\ $(wc -w <<< "$ways")\ passed,\ $((2 * $(wc -w <<< "$ways")))\ failed ]] || complain 'expected other sums'
}

@test "memcheck fails a program that does not compile, and one that ends as it should not" {
    local directory
    directory=$(copy 99-flaws 99-flaws)
    echo 'int main(void) { return x; }' > "$directory/flaws.c"
    WAYS=mpich-gcc launch scripts/dev/memcheck "$directory"
    expect_status 1
    says 'memcheck: 0 passed, 1 failed'
    printf '#include "workbook.h"\nint main(void) { MPI_Init(NULL, NULL); MPI_Finalize(); return 5; }\n' > "$directory/flaws.c"
    sed -i '/leak/d; /overflow/d' "$directory/lesson.conf"
    WAYS=mpich-gcc launch scripts/dev/memcheck "$directory"
    expect_status 1
    says 'case none: ended with status 5, declared is 0'
    says 'memcheck: 0 passed, 1 failed'
}

@test "memcheck refuses what it cannot do" {
    needs valgrind
    WAYS=mpich-icc expect_refusal 'WAYS=mpich-icc: there is no way mpich-icc: expected some of: mpich-valgrind' scripts/dev/memcheck
    WAYS=mpich-gcc expect_refusal 'common/lesson.conf is not there' scripts/dev/memcheck common
    without valgrind
    expect_refusal 'valgrind is missing: type scripts/setup --dev' scripts/dev/memcheck
}

@test "soak passes lines in another order, and finds what changes from run to run and what is left" {
    # One test, for while tests run side by side, what one leaves the other would find.
    local directory
    leave_on_purpose
    directory=$(copy 98-flaky 98-flaky)
    sed -i '/^case=/{/order/!d}' "$directory/lesson.conf"
    RUNS=8 launch scripts/dev/soak "$directory"
    expect_status 0
    expect_silence
    says '98-flaky: 8 runs, 0 failures'
    says 'left: nothing'
    says 'soak: 9 passed, 0 failed'

    RUNS=2 launch scripts/dev/soak tests/programs/98-flaky
    rm -f /dev/shm/workbook-flaky
    expect_status 1
    says '98-flaky, case differs, run 2:'
    says 'BAD     rank 0: I am process'
    says '98-flaky, case complains, run 1:'
    says 'wrote on standard error: something is wrong'
    says '98-flaky, case status, run 1:'
    says 'ended with status 0, not 121'
    says '98-flaky: 9 runs, 1 of them stuck, 4 failures'
    says ': sleep 20'
    says 'shared memory /dev/shm/workbook-flaky'
    says 'temporary file left'
    says 'soak: 5 passed, 5 failed'
}

@test "soak that is interrupted ends at once and leaves nothing" {
    local directory left start=$SECONDS
    directory=$(copy 98-flaky 97-waits)
    sed 's/^    MPI_Finalize.*/    sleep(600);\n&/' \
        "$directory/flaky.c" > "$directory/waits.c"
    launch timeout --foreground -s TERM 3 scripts/dev/soak "$directory"
    expect_status 124
    ((SECONDS - start < 100)) || complain 'expected it to end at once'
    says 'soak: interrupted, 0 passed, 0 failed'
    left=$(grep -lsE 'soak\.[^ ]*/97-waits' /proc/[0-9]*/cmdline) || true
    [[ -z $left ]] || complain "left: $left"
}

@test "soak refuses what it cannot do" {
    RUNS=x expect_refusal '^RUNS=x is not a whole number from 1 to' scripts/dev/soak
    expect_refusal 'common/lesson.conf is not there' scripts/dev/soak common
}

@test "compile-commands is understood by clangd, in a directory of any name" {
    needs clangd
    local root="$BATS_TEST_TMPDIR/a \"b\" \\ c"
    mkdir "$root"
    cp -r scripts common lessons "$root"
    cd "$root"
    launch scripts/dev/compile-commands
    expect_status 0
    expect_silence
    says " $(ls lessons/*/*.c lessons/*/exercises/*.c | wc -l) programs in build/compile_commands.json"
    [[ $(ls -A build) == compile_commands.json ]]
    ! grep stringop build/compile_commands.json || complain 'expected no option that clang does not know'
    launch clangd --check=lessons/09-nonblocking/nonblocking.c
    expect_status 0
    [[ $errors == *'Loaded compilation database from '*'/build/compile_commands.json'* ]] || complain 'expected it to be found'
    [[ $errors == *'All checks completed, 0 errors'* ]] || complain 'expected no errors'
}

@test "bench prints its table" {
    own_workbook copy cost # it looks at its latest run
    printf '@test "x" {\n    scripts/run "$BIN/01-hello"\n}\n' > "$BATS_TEST_TMPDIR/x.bats"
    TIME=180 PAIRS=1 launch scripts/dev/bench "$BATS_TEST_TMPDIR/x.bats"
    expect_status 0
    expect_silence
    local ratio='[0-9]+\.[0-9]{2}'
    [[ $output =~ "make lesson-1 / mpirun of the same program "\ +$ratio\ +$ratio\ +$ratio\ +1\ +"at most 1.3" ]] || complain 'expected the first ratio'
    [[ $output =~ "the tests of the lessons / their 1 launches "\ +$ratio\ +$ratio\ +$ratio\ +1 ]] || complain 'expected the second ratio'
    [[ $output =~ "ping-pong of 8 bytes, watched / bare "\ +$ratio\ +$ratio\ +$ratio\ +1\ +"at most 1.15" ]] || complain 'expected the cost of the recorder'
    [[ $output =~ "seconds from stuck to told; 2, 4 and 8 ranks "\ +$ratio\ +$ratio\ +$ratio\ +3 ]] || complain 'expected how soon a deadlock is told'
    [[ $output =~ "seconds to draw 10,000 calls in the terminal "\ +$ratio ]] || complain 'expected the time of a chart'
    [[ $output =~ "MB, the page of "[0-9]+" calls of 64 ranks "\ +$ratio ]] || complain 'expected the size of a page'
    if (. scripts/lib/toolchain.sh && can_browse); then
        [[ $output =~ "seconds until it stands in Chromium "\ +$ratio ]] || complain 'expected when a page stands'
        [[ $output =~ "seconds until "[0-9]+" calls stand "\ +$ratio\ +$ratio\ +$ratio\ +1\ +"at most 2" ]] || complain 'expected when a large page stands'
        [[ $output =~ "ms for a frame, of 20 the longest but one "\ +$ratio\ +$ratio\ +$ratio\ +5\ +"at most 16.8" ]] || complain 'expected how long frames take'
    fi
    [[ $output =~ "seconds to judge an exercise that is not begun "\ +$ratio ]] || complain 'expected how long an answer takes'
    [[ $output =~ "lesson 9: waiting after work, MPI_Test in between "\ +$ratio\ +$ratio\ +$ratio\ +1 ]] || complain 'expected the third ratio'
}

@test "what CI runs goes on after a failure, adds up, and says what failed" {
    local root=$BATS_TEST_TMPDIR/clone
    mkdir -p "$root/.ci" "$root/scripts"
    cp .ci/run "$root/.ci"
    printf '#!/bin/sh\n[ "$*" = --dev ] && [ "$CI" = true ]\n' > "$root/scripts/setup"
    printf '#!/bin/sh\necho "debian13: 5 passed, 0 failed"\n' > "$root/.ci/debian13"
    chmod +x "$root/scripts/setup" "$root/.ci/debian13"
    cat > "$root/Makefile" << 'END'
variables := WIDTH
$(if $(WIDTH),$(error what the person has set is not what is tested))
test:
	@printf '9 passed, 9 failed\n1 passed, 2 failed, 1 skipped\n'; exit 1
test-all:
	@echo "2 passed, 0 failed, 0 skipped"
lint:
	@echo "lint: 7 passed, 0 failed, 1 skipped"
memcheck:
	@echo dies; exit 1
soak:
	@echo "soak: $(RUNS) passed, 0 failed"; exit 1
END
    WIDTH=40 launch "$root/.ci/run"
    expect_status 1
    says '== scripts/setup --dev: 1 passed, 0 failed'
    says '== make test: 1 passed, 3 failed'
    says '== make test-all: 2 passed, 0 failed'
    says 'MPI=openmpi: 2 passed, 0 failed'
    says '== make lint: 7 passed, 1 failed'
    says '== make memcheck: 0 passed, 1 failed'
    says '== make soak RUNS=20: 20 passed, 1 failed'
    says '== .ci/debian13: 5 passed, 0 failed'
    [[ $output == *$'\n38 passed, 6 failed' ]] || complain 'expected other sums'
    printf '%s:\n\t@echo "%s: 2 passed, 0 failed"\n' test test test-all test-all lint lint memcheck memcheck soak soak > "$root/Makefile"
    launch "$root/.ci/run"
    expect_status 0
    [[ $output == *$'\n18 passed, 0 failed' ]] || complain 'expected other sums'
}
