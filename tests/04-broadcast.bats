load helpers

# How many messages each rank sends in the tree: worked out from who has the data in which round.
broadcast() {
    local root=${root:-0} have place dest rank
    local -a sent
    for ((have = 1; have < $1; have *= 2)); do
        for ((place = 0; place < have && place + have < $1; place++)); do
            ((sent[(place + root) % $1] += 1))
        done
    done
    for ((rank = 0; rank < $1; rank++)); do
        echo "rank $rank: loop:  have 2026 365 840, sent $((rank == root ? $1 - 1 : 0))"
        echo "rank $rank: bcast: have 2026 365 840"
        echo "rank $rank: tree:  have 2026 365 840, sent ${sent[rank]:-0}"
    done
}

@test "lesson 4 prints its lines at every count" {
    at_each_count 04-broadcast broadcast
}

@test "lesson 4 broadcasts from any root" {
    for root in 0 1 2; do
        NP=3 launch scripts/run "$BIN/04-broadcast" "$root"
        expect_status 0
        expect_output < <(broadcast 3)
    done
}

@test "lesson 4 refuses a root that is no rank" {
    for root in 3 -1 abc 1x; do
        NP=3 launch scripts/run "$BIN/04-broadcast" "$root"
        expect_status 2
        [[ $errors == "The root is a rank, from 0 to 2, not $root." ]] || complain 'expected one line'
        expect_output < /dev/null
    done
}

# bats test_tags=page
@test "lesson 4: its page shows what it prints" {
    expect_true_page lessons/04-broadcast/README.md
}

# bats test_tags=exercises
@test "the exercises fail, pass and are refused as they say" {
    expect_proof 04-broadcast
}
