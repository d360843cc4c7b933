load helpers

hello() {
    local rank
    for ((rank = 0; rank < $1; rank++)); do
        echo "rank $rank: hello, I am one of $1, on host $HOSTNAME"
    done
    echo 'rank 0: we speak MPI <version> through <library>'
}

@test "lesson 1 prints its lines at every count" {
    at_each_count 01-hello hello
}

@test "lesson 1 names the MPI that is running" {
    launch scripts/run "$BIN/01-hello"
    case $MPI in
        mpich) [[ $output =~ 'rank 0: we speak MPI '[0-9.]+' through MPICH' ]] ;;
        openmpi) [[ $output =~ 'rank 0: we speak MPI '[0-9.]+' through Open MPI' ]] ;;
    esac
}

# bats test_tags=page
@test "lesson 1: its page shows what it prints" {
    expect_true_page lessons/01-hello/README.md
}

# bats test_tags=exercises
@test "the exercises fail, pass and are refused as they say" {
    expect_proof 01-hello
}
