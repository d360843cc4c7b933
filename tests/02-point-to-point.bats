load helpers

point_to_point() {
    local rank total=$(($1 * ($1 - 1) / 2))
    echo 'rank 0: rank 1 sent greetings 1 2 3: one pair, one tag, so none overtakes another'
    for ((rank = 1; rank < $1; rank++)); do
        echo "rank 0: source $rank, tag $((100 + rank)), count $rank, last temperature $((11 * rank - 1)), error field untouched"
        echo "rank $rank: sent $rank of the $total temperatures in all"
    done
}

@test "lesson 2 prints its lines at every count" {
    at_each_count 02-point-to-point point_to_point
}

@test "lesson 2 refuses to run alone, by itself and by its record" {
    NP=1 launch scripts/run "$BIN/02-point-to-point"
    expect_status 2
    expect_output < /dev/null
    [[ $errors == 'This needs at least 2 processes, not 1: start it with -n 2.' ]]
    NP=1 expect_refusal 'at least 2 processes, not 1: type make lesson-2 NP=' scripts/lesson "$BIN/02-point-to-point"
}

# bats test_tags=page
@test "lesson 2: its page shows what it prints" {
    expect_true_page lessons/02-point-to-point/README.md
}

# bats test_tags=exercises
@test "the exercises fail, pass and are refused as they say" {
    expect_proof 02-point-to-point
}
