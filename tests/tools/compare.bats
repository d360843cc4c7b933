# bats file_tags=all
load ../helpers

# What the other tests lean on: the comparison, the masks, and the helpers themselves.

compare() {
    printf '%s' "$1" > "$BATS_TEST_TMPDIR/expected"
    printf '%s' "$2" > "$BATS_TEST_TMPDIR/found"
    launch scripts/lib/compare "$BATS_TEST_TMPDIR/expected" "$BATS_TEST_TMPDIR/found"
}

@test "compare asks for no order between ranks" {
    compare $'rank 0: a\nrank 0: b\nrank 1: c\n' $'rank 1: c\nrank 0: a\nrank 0: b\n'
    expect_status 0
    [[ -z $output ]]
}

@test "compare asks for the order within a rank" {
    compare $'rank 0: a\nrank 0: b\n' $'rank 0: b\nrank 0: a\n'
    expect_status 1
}

@test "compare shows the lines with GOOD, BAD and MISSING" {
    compare $'rank 0: a\nrank 1: b\nrank 2: c\n' $'rank 2: x\nrank 0: a\nrank 1: b\n'
    expect_status 1
    [[ $output == $'GOOD    rank 0: a\nGOOD    rank 1: b\nMISSING rank 2: c\nBAD     rank 2: x' ]] || complain 'expected other words'
}

@test "compare sees a line that is missing, doubled, empty, or of another rank" {
    compare $'rank 0: a\nrank 1: a\n' $'rank 0: a\n'
    expect_status 1
    compare $'rank 0: a\n' $'rank 0: a\nrank 0: a\n'
    expect_status 1
    compare $'rank 0: a\n' $'rank 0: a\n\n'
    expect_status 1
    compare $'rank 0: a\n' $'rank 1: a\n'
    expect_status 1
    compare $'rank 0: a\n' ''
    expect_status 1
}

@test "compare tells ranks by number: 10 comes after 9" {
    compare $'rank 9: a\nrank 10: b\nrank 1: c\n' $'rank 10: b\nrank 1: c\nrank 9: a\n'
    expect_status 0
}

@test "compare keeps parts apart that other lines divide" {
    compare $'one\nrank 0: a\ntwo\nrank 0: b\n' $'one\nrank 0: b\ntwo\nrank 0: a\n'
    expect_status 1
    compare $'one\nrank 1: a\nrank 0: a\ntwo\n' $'one\nrank 0: a\nrank 1: a\ntwo\n'
    expect_status 0
}

@test "compare refuses what it cannot read" {
    expect_refusal '^Type scripts/lib/compare EXPECTED FOUND' scripts/lib/compare /nowhere /dev/null
    expect_refusal '^Type scripts/lib/compare EXPECTED FOUND' scripts/lib/compare
}

@test "mask names what differs from machine to machine, and nothing else" {
    launch bash -c 'scripts/lib/mask <<< "$1"' - 'rank 0: hello, I am one of 4, on host node-7.example
rank 0: we speak MPI 4.0 through MPICH Version:	4.0.2
rank 1: up to 8255 bytes
rank 1: waited 812 us, 100 % less
rank 1: waited 812.5 us, 0 % less
rank 3: 840 times 0.1, in this order of adding: 84.000000000000114
rank 2: error class MPI_ERR_BUFFER, in words: Invalid buffer pointer
mpirun -n 4 build/mpich-gcc/01-hello
make: *** [Makefile:46: lesson-2] Error 2
rank 2: sum 840, tag 7'
    [[ $output == 'rank 0: hello, I am one of 4, on host <host>
rank 0: we speak MPI <version> through <library>
rank 1: up to <bytes> bytes
rank 1: waited <us> us, <percent> % less
rank 1: waited <us> us, <percent> % less
rank 3: 840 times 0.1, in this order of adding: <sum>
rank 2: error class MPI_ERR_BUFFER, in words: <words>
mpirun.mpich -n 4 build/mpich-gcc/01-hello
make: *** [Makefile:<line>: lesson-2] Error 2
rank 2: sum 840, tag 7' ]] || complain 'expected other masks'
}

# fails COMMAND...: whether this helper would end a test.
fails() {
    ! ("$@") > /dev/null 2>&1
}

@test "the helpers see a wrong status, noise, and output that is wrong" {
    launch sh -c 'echo the launcher; echo "rank 0: a"; echo noise >&2; exit 3'
    expect_status 3
    fails expect_status 0
    fails expect_silence
    expect_output <<< 'rank 0: a'
    fails expect_output <<< 'rank 0: b'
    fails expect_output < /dev/null
}

@test "the helpers see a refusal that is none" {
    expect_refusal 'type this' sh -c 'echo wrong: type this >&2; exit 2'
    fails expect_refusal 'type this' sh -c 'echo wrong: type this >&2; exit 1'
    fails expect_refusal 'type this' sh -c 'echo wrong: type that >&2; exit 2'
    fails expect_refusal 'type this' sh -c 'echo wrong: type this >&2; echo more >&2; exit 2'
    fails expect_refusal 'type this' sh -c 'echo something; echo wrong: type this >&2; exit 2'
}

@test "the helpers end what does not end, and say so by its status" {
    TIME=1 launch sleep 60
    expect_status 124
    TIME=1 launch sh -c 'trap "" TERM; while :; do sleep 1; done'
    expect_status 137
}

@test "at_each_count sees one count that goes wrong" {
    mkdir -p "$BATS_TEST_TMPDIR/bin"
    # A hello that forgets its last rank at 3 processes.
    printf '#!/bin/sh\necho "rank 0: hello, I am one of 1, on host x"\n' > "$BATS_TEST_TMPDIR/bin/01-hello"
    chmod +x "$BATS_TEST_TMPDIR/bin/01-hello"
    expected() { for ((i = 0; i < $1; i++)); do echo 'rank 0: hello, I am one of 1, on host x'; done; }
    BIN=$BATS_TEST_TMPDIR/bin
    COUNTS='1 2' at_each_count 01-hello expected
    expected() { for ((i = 0; i < ($1 == 2 ? 3 : $1); i++)); do echo 'rank 0: hello, I am one of 1, on host x'; done; }
    COUNTS=1 at_each_count 01-hello expected
    COUNTS='1 2' fails at_each_count 01-hello expected
}

@test "a page that shows what is not printed is found, and make pages mends it" {
    printf '# A page\n\n```console\n$ echo "rank 0: yes"\nrank 0: no\n```\n' > "$BATS_TEST_TMPDIR/page.md"
    launch scripts/dev/pages --check "$BATS_TEST_TMPDIR/page.md"
    expect_status 1
    [[ $output == *'MISSING rank 0: no'*'BAD     rank 0: yes'* ]] || complain 'expected the difference'
    fails expect_true_page "$BATS_TEST_TMPDIR/page.md"
    launch scripts/dev/pages "$BATS_TEST_TMPDIR/page.md"
    expect_status 0
    [[ $(< "$BATS_TEST_TMPDIR/page.md") == $'# A page\n\n```console\n$ echo "rank 0: yes"\nrank 0: yes\n```' ]]
    expect_true_page "$BATS_TEST_TMPDIR/page.md"
}

@test "pages refuses a page that is not there" {
    expect_refusal '^nowhere.md is not there: give the path of a page' scripts/dev/pages --check nowhere.md
}
