load helpers

gather_scatter() {
    local rank letters sentence='No letter may be dropped' from=0
    for ((rank = 0; rank < $1; rank++)); do
        echo "rank $rank: got $((10 * rank)) and $((10 * rank + 5)) degrees Celsius"
    done
    for ((rank = 0; rank < $1; rank++)); do
        echo "rank 0: rank $rank made $((18 * rank + 32)) and $((18 * rank + 41)) degrees Fahrenheit of it"
    done
    for ((rank = 0; rank < $1; rank++)); do
        letters=$((24 / $1 + (rank < 24 % $1)))
        echo "rank $rank: part of $letters: '${sentence:from:letters}'"
        from=$((from + letters))
    done
    echo "rank 0: together: 'NO LETTER MAY BE DROPPED'"
}

@test "lesson 6 prints its lines, and drops no letter, at every count" {
    at_each_count 06-gather-scatter gather_scatter
}

@test "lesson 6 drops no letter where ranks are more than letters" {
    NP=26 launch scripts/run "$BIN/06-gather-scatter"
    expect_status 0
    expect_output < <(gather_scatter 26)
}

# bats test_tags=page
@test "lesson 6: its page shows what it prints" {
    expect_true_page lessons/06-gather-scatter/README.md
}

# bats test_tags=exercises
@test "the exercises fail, pass and are refused as they say" {
    expect_proof 06-gather-scatter
}
