load ../helpers
load ../judges

# make diagnose, on libraries of small programs: lessons/mistakes and tests/programs/mistakes make each mistake in
# several ways. What a program's first comment declares ("at 4: never-received 0 MPI_Send A", a mistake, its
# ranks, the call, the line that bears the mark) is what has to be found, and nothing else. (What right
# programs declare: right.bats.)

# each_rank RANKS: the numbers of 0-2,4, with commas between.
each_rank() {
    local range number all=''
    for range in ${1//,/ }; do
        for ((number = ${range%-*}; number <= ${range#*-}; number++)); do
            all+=,$number
        done
    done
    echo "${all#,}"
}

# declared FILE COUNT: the findings that a program declares for this count.
declared() {
    local mistake ranks call mark
    sed -n "s/^ \* at $2: //p" "$1" | sed 's/; /\n/g' | while read -r mistake ranks call mark; do
        echo "$mistake $(each_rank "$ranks") $call $(grep -n "/\* $mark \*/" "$1" | cut -d: -f1)"
    done | sort
}

# Where the first to make a mistake ends the others, it is by chance who comes to it.
first_ends_all='^(before-init|after-finalize|no-finalize|crash|overrun|undefined|bad-argument|datatype-not-committed|truncated) '

# same FOUND DECLARED: whether these are the same findings; of those above, whether some of their ranks are.
same() {
    local line rank
    [[ $(sed -E 's/^([^ ]*) [^ ]*/\1/' <<< "$1") == "$(sed -E 's/^([^ ]*) [^ ]*/\1/' <<< "$2")" ]] || return
    [[ $(grep -vE "$first_ends_all" <<< "$1") == "$(grep -vE "$first_ends_all" <<< "$2")" ]] || return
    while read -r mistake ranks call number; do
        for rank in ${ranks//,/ }; do
            grep -qE "^$mistake ([0-9,]*,)?$rank(,[0-9,]*)? $call $number$" <<< "$2" || return
        done
    done < <(grep -E "$first_ends_all" <<< "$1")
}

# found FILE COUNT: whether a diagnosis finds what the program declares.
found() {
    diagnose "$1" "$2"
    if [[ $status -ne 1 ]] || ! same "$(findings)" "$(declared "$1" "$2")"; then
        complain "$1 at $2 processes: expected" "$(declared "$1" "$2")" 'found' "$(findings)"
    fi
}

# expect_found FEWEST NAME...: each program that makes these mistakes is diagnosed as it declares, at each count; there
# are FEWEST at least. On an MPI other than MPICH it is one program for each mistake, and where people wait
# (TIER=quick) that at its first count only.
expect_found() {
    local fewest=$1 name file counts items=() files=()
    for name in "${@:2}"; do
        files+=("lessons/mistakes/$name.c")
        [[ $MPI != mpich || ${TIER:-} == quick || ! -e tests/programs/mistakes/$name-2.c ]] || files+=("tests/programs/mistakes/$name"-*.c)
    done
    [[ $MPI == mpich && ${TIER:-} != quick ]] || fewest=$(($# - 1))
    for file in "${files[@]}"; do
        for counts in $(sed -nE 's/^ \* at ([0-9]+): .*/\1/p' "$file"); do
            items+=("$file $counts")
            [[ ${TIER:-} != quick ]] || break
        done
    done
    judge_each found "$fewest" "${items[@]}"
}

@test "what is wrong with collectives is found" {
    expect_found 17 collective-mismatch root-mismatch operation-mismatch count-mismatch missing-from-collective
}

@test "what is wrong with messages is found" {
    expect_found 14 never-received never-sent truncated type-mismatch
}

@test "an answer that hangs on the order of messages is found" {
    expect_found 3 message-race
}

@test "requests that are left, and buffers that are touched too early, are found" {
    expect_found 15 request-not-completed persistent-not-started persistent-not-freed buffer-in-use
}

@test "what is not freed is found" {
    expect_found 18 communicator-not-freed group-not-freed datatype-not-freed operation-not-freed window-not-freed buffer-not-detached
}

@test "arguments that MPI refuses are found" {
    expect_found 11 bad-argument datatype-not-committed
}

@test "calls outside of MPI, and a rank that leaves, are found" {
    expect_found 9 before-init after-finalize no-finalize
}

@test "memory that is not the program's is found" {
    expect_found 6 overrun crash undefined
}

@test "who gets stuck, or could, is found" {
    expect_found 11 deadlock unsafe-send unsafe-collective
    LIMIT=3 expect_found 1 timed-out
}

@test "each mistake of the catalogue has a program that makes it, and a place on the page" {
    local name names
    names=$("build/$MPI-trace/diagnose" --catalogue | cut -f 1)
    [[ $(wc -l <<< "$names") -ge 30 ]]
    for name in $names; do
        grep -qE "^ \* at [0-9]+: (.*; )?$name " "lessons/mistakes/$name.c"
        grep -qx "### $name" lessons/MISTAKES.md
    done
    [[ $(echo lessons/mistakes/*.c | wc -w) -eq $(wc -l <<< "$names") ]]
}

# diagnosed FILE COUNT: whether a diagnosis says what the program declares, and nothing else.
diagnosed() {
    local expected
    expected=$(declaration "$1" diagnosed)
    LIMIT=100 diagnose "$1" "$2" # They end by themselves, however busy the machine is.
    [[ $output == '{"program"'* && $(findings | cut -d ' ' -f 1 | sort -u) == "$expected" ]] ||
        complain "$1 at $2 processes: expected ${expected:-nothing}" || return
    [[ -n $expected ]] || expect_status 0
}

@test "a diagnosis says nothing of right programs, but what they declare" {
    sample 4 tests/programs/right/*.c
    local items=() file
    for file in "${files[@]}"; do
        items+=("$file $(declaration "$file" at | cut -d ' ' -f 1)")
    done
    judge_each diagnosed $((140 / every)) "${items[@]}"
}
