load helpers

sendrecv() {
    local rank left
    for ((rank = 0; rank < $1; rank++)); do
        left=$(((rank + $1 - 1) % $1))
        echo "rank $rank: ring: sent $((100 + rank)) to rank $(((rank + 1) % $1)), received $((100 + left)) from rank $left"
        echo "rank $rank: ring: after step $1 my own token is back: $((100 + rank))"
        if ((rank == 0)); then
            echo 'rank 0: line: count 0 from MPI_PROC_NULL, I still hold -1'
        else
            echo "rank $rank: line: count 1 from rank $left, value $((100 + left))"
        fi
    done
}

@test "lesson 7 prints its lines at every count" {
    at_each_count 07-sendrecv sendrecv
}

# bats test_tags=page
@test "lesson 7: its page shows what it prints" {
    expect_true_page lessons/07-sendrecv/README.md
}

# bats test_tags=exercises
@test "the exercises fail, pass and are refused as they say" {
    expect_proof 07-sendrecv
}
