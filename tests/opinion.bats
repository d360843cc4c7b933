# bats file_tags=all
load helpers

# A second opinion on which programs are wrong: that of SimGrid's MPI, made by other people (scripts/opinion).
# Where the two differ, somebody is mistaken; each such case stands here, with the reason.

# opinions FEWEST EXPECTED EXCEPT FILE...: of each program, at its last count, what SimGrid says is EXPECTED (an
# extended regular expression), or that it cannot run it; but not of those in EXCEPT, of which it has to say
# something else. It can run so many at least.
opinions() {
    local fewest=$1 expected=$2 except=$3 file ranks ran=0 wrong=0
    export TMPDIR=$BATS_TEST_TMPDIR # where programs leave files that SimGrid cannot open
    for file in "${@:4}"; do
        ranks=$(sed -nE 's/^ \* at ([0-9]+): .*/\1/p; s/^ \* at: (.* )?([0-9]+)$/\2/p' "$file" | tail -n 1)
        : "${ranks:=$(sed -n "s/^${file##*/} np=//p" tests/programs/judged/KEY)}"
        launch scripts/opinion "$file" "${ranks:?}"
        [[ $output =~ ^(nothing|found .+|cannot .+)$ ]] || complain "$file: expected an opinion" || return
        [[ $output != cannot* ]] || continue
        ((++ran))
        if [[ " $except " == *" ${file##*/} "* ]]; then
            [[ ! $output =~ ^($expected) ]] || complain "$file is no exception any more: SimGrid says $output" || ((++wrong))
        elif [[ ! $output =~ ^($expected) ]]; then
            complain "$file at $ranks processes: SimGrid says $output" || ((++wrong))
        fi
    done
    echo "$ran programs, $wrong wrong"
    ((ran >= fewest && wrong == 0))
}

# before-init-after-finalize: it crashes in MPI_Get_version before MPI_Init. dup-is-already-committed: the
# envelope of a copy is not what the standard says (section 5.1.13). library-cleans-up-in-finalize: it calls
# the delete functions of MPI_COMM_SELF when it takes itself for finalized (section 11.2.4: they come first).
# windows-fence-and-post: MPI_Win_start waits for ever where a group is empty or several follow each other.
# right-01: it counts requests of its own among what is not freed.
mistaken='before-init-after-finalize.c dup-is-already-committed.c library-cleans-up-in-finalize.c windows-fence-and-post.c right-01.c'

@test "SimGrid finds nothing wrong with right programs" {
    needs smpirun
    opinions 60 nothing "$mistaken" tests/programs/right/*.c tests/programs/judged/right-*.c
}

# It does not look for buffers that are touched too early or are too small, for a buffer that stays attached,
# for the order of messages, for who leaves without MPI_Finalize, for requests that are not started; and of a
# program without an end it says no more than that.
unseen='buffer-in-use|buffer-not-detached|message-race|no-finalize|overrun|persistent-not-started|timed-out|undefined'

@test "SimGrid too finds something wrong with the programs that make mistakes" {
    needs smpirun
    mapfile -t wrong < <(printf '%s\n' lessons/mistakes/*.c tests/programs/mistakes/*.c | grep -vE "/($unseen)(-[0-9])?\.c$")
    # It takes the group of MPI_COMM_WORLD for its own, and two types of the same length for the same.
    opinions 70 found 'group-not-freed.c type-mismatch-3.c' "${wrong[@]}"
}

@test "an opinion refuses what it cannot give" {
    needs smpirun
    expect_refusal '^Type scripts/opinion' scripts/opinion
    expect_refusal '^Type scripts/opinion' scripts/opinion lessons/mistakes/none.c 2
    expect_refusal '^NP=0 is not a whole number' scripts/opinion lessons/mistakes/deadlock.c 0
}
