# What every test file loads. scripts/test runs the tests from the root of the workbook. It says what to test in BIN
# (the built programs), MPI, COMPILER and SANITIZE, and how much of it in TIER: quick (make test) or all.

bats_require_minimum_version 1.5.0
cd "${BASH_SOURCE[0]%/*}/.." || exit
. scripts/lib/fail.sh
. scripts/lib/record.sh
. scripts/lib/toolchain.sh
: "${BIN:=build/$MPI-${COMPILER:-gcc}}" "${TIER:=all}"
export MPI BIN
# The numbers of processes at which lessons run: the full matrix on MPICH with gcc, a smoke of it on the others.
if [[ $TIER == quick ]]; then
    : "${COUNTS:=1 2 3 4 7}"
elif [[ $BIN == build/mpich-gcc ]]; then
    : "${COUNTS:=1 2 3 4 5 6 7 8 16}"
else
    : "${COUNTS:=1 2 3 4}"
fi
# What else the person who runs the tests has set is not what is tested.
for name in $(sed -n 's/^variables := //p' Makefile) RECORDER TRACE MAKEFLAGS MAKELEVEL MFLAGS; do
    [[ $name == @(MPI|MPICC|MPIRUN|COMPILER|SANITIZE) ]] || unset "$name"
done

# needs PROGRAM...: skips a test of the tools for those who change the workbook where one is missing.
# (.ci/run, which installs them all, counts a skipped test as failed.)
needs() {
    local program
    for program; do
        command -v "$program" > /dev/null || skip "needs $program: type scripts/setup --dev"
    done
}

# sample EVERY FILE...: sets files to these, and every to 1. Or it takes one file in `every`: in EVERY for CI on a
# second MPI; in 12 where people wait (TIER=quick); in as many as `few` says.
sample() {
    every=1 files=("${@:2}")
    [[ $MPI == mpich || -z ${CI:-} ]] || every=$1
    [[ ${TIER:-} != quick ]] || every=12
    every=${few:-$every}
    mapfile -t files < <(printf '%s\n' "${files[@]}" | sed -n "1~${every}p")
}

# leave_on_purpose: until this test ends, no other one that calls this runs: one leaves shared memory, another looks
# whether any is left.
leave_on_purpose() {
    mkdir -p build/tests && exec 5> build/tests/left-on-purpose && flock 5
}

# launch COMMAND...: runs it with its own time limit (TIME, seconds, 120) and nothing on standard
# input; sets status, output (standard output) and errors (standard error).
launch() {
    local out=$BATS_TEST_TMPDIR/out err=$BATS_TEST_TMPDIR/err
    status=0
    timeout --kill-after=2 "${TIME:-120}" "$@" > "$out" 2> "$err" < /dev/null || status=$?
    output=$(< "$out") errors=$(< "$err")
}

# The rest end the test, and say what was run and found, unless what they expect holds. (In a
# condition bash does not stop at the first failure by itself, hence each || return.)

complain() {
    printf '%s\n' "$@" "--- status $status, standard output:" "$output" '--- standard error:' "$errors"
    return 1
}

expect_status() {
    [[ $status -eq $1 ]] || complain "expected status $1, found $status"
}

expect_silence() {
    [[ -z $errors ]] || complain 'expected an empty standard error'
}

# expect_output < EXPECTED: the output but for the line of the launcher, in any order between ranks.
expect_output() {
    cat > "$BATS_TEST_TMPDIR/expected"
    sed 1d <<< "$output" > "$BATS_TEST_TMPDIR/found"
    scripts/lib/compare "$BATS_TEST_TMPDIR/expected" "$BATS_TEST_TMPDIR/found" ||
        complain 'expected other output (above, with GOOD, BAD and MISSING)'
}

# expect_refusal PATTERN COMMAND...: status 2, nothing on standard output, and on standard error one
# line that matches the extended regular expression, with a thing to type next.
expect_refusal() {
    local pattern=$1
    launch "${@:2}"
    expect_status 2 || return
    [[ -z $output ]] || complain 'expected nothing on standard output' || return
    [[ $errors != *$'\n'* && $errors =~ $pattern ]] || complain "expected one line that matches: $pattern"
}

# expect_make_refusal PATTERN ARGUMENT...: the same of make, which adds one line of its own.
expect_make_refusal() {
    local pattern=$1
    launch make --no-print-directory "${@:2}"
    expect_status 2 || return
    [[ -z $output ]] || complain 'expected nothing on standard output' || return
    errors=$(grep -v '^make: \*\*\* \[' <<< "$errors")
    [[ $errors != *$'\n'* && $errors =~ $pattern ]] || complain "expected one line that matches: $pattern"
}

# expect_end PROCESS STATUS: told to end (SIGINT is not heeded by what a script has in the background), it ends
# with this status.
expect_end() {
    kill -TERM "$1"
    status=0
    wait "$1" || status=$?
    [[ $status -eq $2 ]] || complain "expected status $2, found $status"
}

# at_each_count LESSON FUNCTION [ARGUMENT...]: runs lesson NN-topic at each of COUNTS that its record
# allows and expects status 0, an empty standard error, and what `FUNCTION COUNT` prints.
at_each_count() {
    local lesson=$1 expected=$2 count
    read_record "lessons/$lesson"
    for count in $COUNTS; do
        count_allowed "$counts" "$count" || continue
        NP=$count launch scripts/run "$BIN/$lesson" "${@:3}"
        echo "at $count processes:"
        expect_status 0 || return
        expect_silence || return
        expect_output < <("$expected" "$count") || return
    done
}

# expect_true_page PAGE...: every command that the pages show prints now what they show.
expect_true_page() {
    launch scripts/dev/pages --check "$@"
    expect_status 0 || return
    expect_silence || return
    [[ -z $output ]] || complain 'expected no difference'
}

# copy_workbook DIRECTORY: a copy of this workbook, with nothing built.
copy_workbook() {
    mkdir -p "$1"
    cp -rp Makefile README.md notes.md LICENSE lessons common scripts tests "$1"
}

# own_workbook NAME [PROGRAM]: goes into a workbook of that name whose last run, and whose work, are ours
# alone, with one of tests/programs compiled beside it.
own_workbook() {
    copy_workbook "$BATS_TEST_TMPDIR/$1"
    mkdir -p "$BATS_TEST_TMPDIR/$1/build/runs"
    cp -r "build/$MPI-trace" "$BATS_TEST_TMPDIR/$1/build/"
    [[ -z ${2:-} ]] || scripts/compile "tests/programs/$2.c" "$BATS_TEST_TMPDIR/$2"
    cd "$BATS_TEST_TMPDIR/$1" || return
}

# expect_proof LESSON: its exercises fail, pass and are refused as they say; in the quick tier only the starters and
# the solutions, at few counts, as on an MPI that is not MPICH.
expect_proof() {
    local counts='1 2 3 4 5 6 7 8'
    [[ $MPI == mpich && $TIER == all ]] || export WRONGS=no counts='1 4'
    COUNTS=$counts TIME=280 launch scripts/exercise/prove "lessons/$1"/exercises/{1,2,3}-*.c
    expect_status 0 || return
    expect_silence || return
    [[ $output == *'prove: '*' passed, 0 failed' ]] || complain 'expected proofs'
}
