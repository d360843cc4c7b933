load helpers

ended() {
    local rank
    for ((rank = 0; rank < $1; rank++)); do
        (($1 % 2 == 0 || rank < $1 - 1)) || [[ $name == ring* ]] || echo "rank $rank: $name: I have no partner and go on"
        echo "rank $rank: $name: came to its end"
    done
}

@test "lesson 3: the repaired orders come to their end at every count" {
    for name in ordered ring-ordered; do
        at_each_count 03-deadlock ended "$name"
    done
}

small() {
    echo 'rank 0: here MPI_Send does not wait for the receive up to <bytes> bytes'
    ended "$1"
}

@test "lesson 3: both send first comes to its end while the messages are small" {
    name=send-first-small
    at_each_count 03-deadlock small "$name"
}

# stuck CASE COUNT: what the ranks say when they are stuck.
stuck() {
    local rank call=MPI_Ssend
    case $1 in
        receive-first) call=MPI_Recv ;;
        send-first-large)
            call=MPI_Send
            echo 'rank 0: here MPI_Send does not wait for the receive up to <bytes> bytes' ;;
    esac
    for ((rank = 0; rank < $2; rank++)); do
        if [[ $1 == ring ]]; then
            echo "rank $rank: still in $call, which waits for rank $(((rank + 1) % $2))"
        elif (((rank ^ 1) < $2)); then
            echo "rank $rank: still in $call, which waits for rank $((rank ^ 1))"
        else
            echo "rank $rank: $1: I have no partner and go on"
            echo "rank $rank: still in MPI_Barrier, which waits for every rank"
        fi
    done
}

# Each, with nobody to watch it, ends by itself with status 3 after every rank has said its line: long before the
# time limit. Ranks that are stuck keep the machine busy for seconds: so not at each count.
expect_stuck() {
    local count
    for count in 2 3 8; do
        [[ " $COUNTS " == *" $count "* ]] || continue
        NP=$count WATCH=off launch scripts/run "$BIN/03-deadlock" "$1" 1
        echo "at $count processes:"
        expect_status 3
        # Each MPI has words of its own for an MPI_Abort, and each loses them at times: the rank that
        # says them is ended before they are out.
        case $MPI in
            mpich) [[ -z $errors || $errors =~ ^'Abort(3) on node 0 '.*'MPI_Abort(MPI_COMM_WORLD, 3)'[^$'\n']*$ ]] ;;
            openmpi) [[ -z $errors || $errors =~ ^-+$'\nMPI_ABORT was invoked on rank 0 '.*-+$ ]] ;;
        esac || complain 'expected the words of MPI_Abort alone on standard error'
        expect_output < <(stuck "$1" "$count")
    done
}

@test "lesson 3: both receive first is stuck" {
    expect_stuck receive-first
}

@test "lesson 3: both send first is stuck when the messages are large" {
    expect_stuck send-first-large
}

@test "lesson 3: both send first with MPI_Ssend is stuck" {
    expect_stuck ssend-first
}

@test "lesson 3: the ring is stuck" {
    expect_stuck ring
}

@test "lesson 3: the watcher explains each stuck case, before the guard speaks" {
    local case name arguments status_alone verdict count=0
    read_record lessons/03-deadlock
    for case in "${cases[@]}"; do
        IFS=: read -r name arguments status_alone verdict <<< "$case"
        [[ $verdict == deadlock ]] || continue
        ((++count))
        launch scripts/run "$BIN/03-deadlock" "$arguments" 50
        expect_status 121
        [[ $output != *'still in'* ]] || complain 'expected the guard to be silent'
        [[ $errors == 'DEADLOCK: 4 of 4 ranks wait for each other and can never go on.'* &&
            $errors == *'  circle  rank 0 -> rank 1 -> '*'  lesson  3 shows the ways out' ]] || complain 'expected a report'
    done
    ((count == 4))
}

@test "lesson 3: a stuck case ends by itself under the bare launcher too" {
    read -ra mpirun <<< "$(. scripts/lib/toolchain.sh && choose_mpirun && echo "${mpirun[@]}")"
    # (Else the launchers of Open MPI share a directory: see scripts/run.)
    TIME=20 OMPI_MCA_orte_tmpdir_base=$BATS_TEST_TMPDIR launch "${mpirun[@]}" -n 2 "$BIN/03-deadlock" ring 1
    expect_status 3
    [[ $output == *'rank 0: still in MPI_Ssend, which waits for rank 1'* ]]
    [[ $output == *'rank 1: still in MPI_Ssend, which waits for rank 0'* ]]
}

@test "lesson 3 finds the size where MPI_Send begins to wait" {
    launch scripts/run "$BIN/03-deadlock" send-first-small
    [[ $output =~ 'up to '([0-9]+)' bytes' ]]
    ((BASH_REMATCH[1] >= 1 && BASH_REMATCH[1] < 4194304))
}

@test "lesson 3 refuses what it cannot do" {
    NP=1 launch scripts/run "$BIN/03-deadlock" ring
    expect_status 2
    [[ $errors == 'This needs at least 2 processes, not 1: start it with -n 2.' ]]
    NP=2 launch scripts/run "$BIN/03-deadlock" nonsense
    expect_status 2
    [[ $errors == 'Case nonsense is not there: lessons/03-deadlock/README.md names the cases.' ]]
    NP=2 launch scripts/run "$BIN/03-deadlock" ring soon
    expect_status 2
    [[ $errors == 'The guard waits whole seconds, 1 or more, not soon.' ]]
}

# bats test_tags=page
@test "lesson 3: its page shows what it prints" {
    expect_true_page lessons/03-deadlock/README.md
}

# bats test_tags=exercises
@test "the exercises fail, pass and are refused as they say" {
    expect_proof 03-deadlock
}
