# bats file_tags=all
load ../helpers
load ../judges

# A second opinion on which programs are wrong: that of SimGrid's MPI, made by other people (scripts/dev/opinion). Where
# it is mistaken, the program declares so. (What right programs declare: right.bats.)

# It does not look for buffers that are touched too early or are too small, for a buffer that stays attached,
# for the order of messages, for who leaves without MPI_Finalize, for requests that are not started; and of a
# program without an end it says no more than that.
unseen='buffer-in-use|buffer-not-detached|message-race|no-finalize|overrun|persistent-not-started|timed-out|undefined'

@test "SimGrid too finds something wrong with the programs that make mistakes" {
    needs smpirun
    local items=() file
    for file in $(printf '%s\n' lessons/mistakes/*.c tests/programs/mistakes/*.c | grep -vE "/($unseen)(-[0-9])?\.c$"); do
        items+=("$file $(sed -nE 's/^ \* at ([0-9]+): .*/\1/p' "$file" | tail -n 1) found")
    done
    judge_each opinion 70 "${items[@]}"
    [[ ! -e $BATS_FILE_TMPDIR/unable ]] || (($(wc -l < "$BATS_FILE_TMPDIR/unable") < ${#items[@]} - 70))
}

@test "SimGrid finds nothing wrong with right programs, but where it is mistaken" {
    needs smpirun
    local items=() file files every expected
    rm -f "$BATS_FILE_TMPDIR/unable"
    sample 4 tests/programs/right/*.c
    for file in "${files[@]}"; do
        expected=nothing
        # In its MPI no send is copied, which such a program relies on.
        [[ -z $(declaration "$file" diagnosed) ]] || expected=found
        items+=("$file $(declaration "$file" at | sed 's/.* //') $expected")
    done
    judge_each opinion $((140 / every)) "${items[@]}"
    (($(sort -u "$BATS_FILE_TMPDIR/unable" | wc -l) <= 30)) || complain 'expected that SimGrid can run more of them'
}

@test "an opinion refuses what it cannot give" {
    needs smpirun
    expect_refusal '^Type scripts/dev/opinion' scripts/dev/opinion
    expect_refusal '^Type scripts/dev/opinion' scripts/dev/opinion lessons/mistakes/none.c 2
    expect_refusal '^NP=0 is not a whole number' scripts/dev/opinion lessons/mistakes/deadlock.c 0
}
