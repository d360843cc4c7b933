load helpers

nonblocking() {
    local rank left right
    for ((rank = 0; rank < $1; rank++)); do
        left=$(((rank + $1 - 1) % $1)) right=$(((rank + 1) % $1))
        echo "rank $rank: $((10 * left)) came from the left, rank $left"
        echo "rank $rank: $((10 * right)) came from the right, rank $right"
    done
    echo 'rank 0: no work:                      waited <us> us'
    echo 'rank 0: work, no MPI call in between: waited <us> us, <percent> % less'
    echo 'rank 0: work, MPI_Test in between:    waited <us> us, <percent> % less'
}

# How long it waits is shown, and not tested: it depends on the machine and on the moment.
@test "lesson 9 prints its lines at every count" {
    at_each_count 09-nonblocking nonblocking
}

# bats test_tags=page
@test "lesson 9: its page shows what it prints" {
    expect_true_page lessons/09-nonblocking/README.md
}

# bats test_tags=exercises
@test "the exercises fail, pass and are refused as they say" {
    expect_proof 09-nonblocking
}
