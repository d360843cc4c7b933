load helpers

reduce() {
    local rank t sum=0 lowest=99 highest=0 coldest warmest root=$(($1 - 1))
    for ((rank = 0; rank < $1; rank++)); do
        t=$((10 + 7 * rank % 13)) sum=$((sum + t))
        ((t >= lowest)) || lowest=$t coldest=$rank
        ((t <= highest)) || highest=$t warmest=$rank
    done
    for ((rank = 0; rank < $1; rank++)); do
        echo "rank $rank: my temperature is $((10 + 7 * rank % 13))"
        if ((rank == root)); then
            echo "rank $rank: reduce: sum $sum, lowest $lowest, highest $highest"
            echo "rank $rank: coldest is rank $coldest with $lowest, warmest is rank $warmest with $highest"
            echo "rank $rank: each of us held 2, and the product is $((1 << $1))"
        else
            echo "rank $rank: reduce: sum -1, lowest -1, highest -1"
        fi
        awk -v rank="$rank" -v sum="$sum" -v size="$1" \
            'BEGIN { printf "rank %d: allreduce: sum %d, so the mean is %.2f\n", rank, sum, sum / size }'
    done
    echo "rank $root: 840 times 0.1, in this order of adding: <sum>"
}

@test "lesson 5 prints its lines at every count" {
    at_each_count 05-reduce reduce
}

@test "lesson 5: the sum of doubles is 84 but for its last digits, and depends on the count" {
    local count sums=''
    for count in 1 2 3 4; do
        NP=$count launch scripts/run "$BIN/05-reduce"
        [[ $output =~ 'order of adding: '([0-9.]+) ]]
        awk -v sum="${BASH_REMATCH[1]}" 'BEGIN { exit !(sum != 84 && sum - 84 < 1e-9 && 84 - sum < 1e-9) }'
        sums+="${BASH_REMATCH[1]}"$'\n'
    done
    (($(sort -u <<< "$sums" | wc -l) > 2)) # one of the lines is empty
}

# bats test_tags=page
@test "lesson 5: its page shows what it prints" {
    expect_true_page lessons/05-reduce/README.md
}

# bats test_tags=exercises
@test "the exercises fail, pass and are refused as they say" {
    expect_proof 05-reduce
}
