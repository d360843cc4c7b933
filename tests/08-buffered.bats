load helpers

buffered() {
    local rank
    for ((rank = 0; rank < $1; rank++)); do
        echo "rank $rank: sent 3 messages from a buffer of <bytes> bytes, and received none yet"
        echo "rank $rank: received 3 messages from rank $(((rank + $1 - 1) % $1)), sum of all items 2520"
        echo "rank $rank: too small a buffer: error class MPI_ERR_BUFFER, in words: <words>"
    done
}

@test "lesson 8 prints its lines at every count" {
    at_each_count 08-buffered buffered
}

@test "lesson 8: the buffer has room for the data and for more" {
    launch scripts/run "$BIN/08-buffered"
    [[ $output =~ 'a buffer of '([0-9]+)' bytes' ]]
    ((BASH_REMATCH[1] > 3 * 840 * 4))
}

# bats test_tags=page
@test "lesson 8: its page shows what it prints" {
    expect_true_page lessons/08-buffered/README.md
}

# bats test_tags=exercises
@test "the exercises fail, pass and are refused as they say" {
    expect_proof 08-buffered
}
