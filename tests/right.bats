load helpers
load judges

# Right programs, of which nobody may say that they are wrong. tests/programs/right do what looks wrong and is not.
# The first comment of each declares
#   at: 2 4                  at how many ranks it is run
#   input: WORDS             what it reads from standard input
#   diagnosed: MISTAKE       what a diagnosis says of it, and is right: the program relies on more than MPI promises
#   picture: REASON          why a picture need not show both ends of all its messages
#   simgrid: SAYS; REASON    what SimGrid says of it, and why it is mistaken
# Here each run is judged by the watcher, by the rules of make check, and by what a picture of it shows. (What a
# diagnosis says of them: diagnose/clinic.bats; what SimGrid says: diagnose/opinion.bats.)

# choose: sets files, and runs to an item "FILE COUNT" for each count of each.
choose() {
    local file count
    sample 4 tests/programs/right/*.c
    runs=()
    for file in "${files[@]}"; do
        for count in $(declaration "$file" at); do
            runs+=("$file $count")
        done
    done
}

# run_once FILE COUNT: runs the program, and leaves what each judge has against the run in results/NAME-COUNT.JUDGE.
run_once() {
    local name=${1##*/} status=0 incomplete
    name=${name%.c}
    local results=$BATS_FILE_TMPDIR/results/$name-$2
    declaration "$1" input > "$BATS_TEST_TMPDIR/input"
    LOGS=$BATS_TEST_TMPDIR NP=$2 RECEIVED=$BATS_TEST_TMPDIR/received TMPDIR=$BATS_TEST_TMPDIR \
        timeout --kill-after=2 120 scripts/run "$BIN/counted/programs/$name" \
        < "$BATS_TEST_TMPDIR/input" > "$BATS_TEST_TMPDIR/out" 2> "$results.watcher" || status=$?
    ((status == 0)) || echo "ended with status $status" >> "$results.watcher"
    status=0
    "build/$MPI-trace/rules" "$BATS_TEST_TMPDIR/last" > "$results.rules" 2>&1 || status=$?
    ((status == 0)) || echo "rules ended with status $status" >> "$results.rules"
    incomplete=$(declaration "$1" picture)
    ! command -v python3 > /dev/null || { "build/$MPI-trace/draw" log "$BATS_TEST_TMPDIR/last" && "build/$MPI-trace/draw" times "$BATS_TEST_TMPDIR/last"; } |
        python3 tests/draw/page_log.py "$BATS_TEST_TMPDIR/received" ${incomplete:+incomplete} 2>&1 > /dev/null | tail -n 1 > "$results.picture"
}

setup_file() {
    choose
    mkdir "$BATS_FILE_TMPDIR/results" "$BATS_FILE_TMPDIR/runs"
    # With what counts the messages that a program receives, by its own account.
    ! [[ -d $BIN/counted ]] || find "$BIN/counted" -type f ! -newer tests/programs/received.h -delete
    BIN=$BIN/counted FLAGS='-include tests/programs/received.h' scripts/dev/compile-programs "${files[@]}"
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR/runs judge_each run_once 1 "${runs[@]}"
}

# expect_nothing_from JUDGE FEWEST: that it had nothing against any of the runs.
expect_nothing_from() {
    local item name said wrong=0
    choose
    for item in "${runs[@]}"; do
        name=${item##*/} name=${name/.c /-}
        said=$(cat "$BATS_FILE_TMPDIR/results/$name.$1" 2>&1) || true
        [[ -z $said ]] || { echo "$item: $said" && ((++wrong)); }
    done
    echo "${#runs[@]} runs, $wrong wrong"
    ((${#runs[@]} >= $2 / every && wrong == 0))
}

@test "the watcher accuses no right program" {
    expect_nothing_from watcher 250
}

@test "the rules of make check accuse no right program" {
    expect_nothing_from rules 250
}

@test "a picture shows the messages that the program received, by its own account" {
    needs python3
    expect_nothing_from picture 250
}
