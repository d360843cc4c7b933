# Judging small programs: what the tests share that ask make diagnose or SimGrid. Loaded after helpers.

# declaration FILE NAME: what the first comment of a program says on its line "NAME: ...".
declaration() {
    sed -n "s/^ \* $2: //p" "$1"
}

# judge_each FUNCTION FEWEST ITEM...: calls FUNCTION with the words of each item, two at a time, each with a
# directory of its own in BATS_TEST_TMPDIR. Fails, with what was said, if one fails, or if there are fewer items.
judge_each() {
    local function=$1 fewest=$2 items=("${@:3}") first wrong=0 said processes=()
    for first in 0 1; do
        judge_every_second "$function" "$first" 3>&- &
        processes+=("$!")
    done
    wait "${processes[@]}" # not for what Bats has in the background
    for said in "$BATS_TEST_TMPDIR"/*.said; do
        [[ -e $said ]] || continue
        cat "$said"
        ((++wrong))
    done
    echo "${#items[@]} programs, $wrong wrong"
    ((${#items[@]} >= fewest && wrong == 0))
}

# judge_every_second FUNCTION FIRST: does it for every second of the items; leaves what was said of those that fail.
judge_every_second() {
    local at place
    for ((at = $2; at < ${#items[@]}; at += 2)); do
        place=$BATS_TEST_TMPDIR/$at
        mkdir "$place"
        # shellcheck disable=SC2086 # the words of the item
        ! BATS_TEST_TMPDIR=$place "$1" ${items[at]} > "$place.said" 2>&1 || rm "$place.said"
        rm -r "$place"
    done
}

# findings: the findings of the latest report in JSON, as lines "MISTAKE RANKS CALL LINE".
findings() {
    sed -nE 's/^  \{"mistake": "([^"]*)", "certainty": "[a-z]*", "ranks": \[([^]]*)\], "call": ("([^"]*)"|null), "file": .*, "line": ([0-9]+|null), "title": .*/\1 \2 \4 \5/p' <<< "$output" |
        sed -E 's/, /,/g; s/  / - /' | sort
}

# diagnose FILE COUNT: sets status and output, the report in JSON. The program reads what it declares as its input.
diagnose() {
    declaration "$1" input > "$BATS_TEST_TMPDIR/input"
    # shellcheck disable=SC2016 # for the shell that opens the file
    PROG=$1 NP=$2 JSON=1 LIMIT=${LIMIT:-20} TIME=280 launch bash -c 'exec scripts/diagnose < "$0"' "$BATS_TEST_TMPDIR/input"
}

# opinion FILE COUNT SAYS: whether SimGrid says SAYS of a program (an extended regular expression), or that it
# cannot run it, which is noted; or, where it is mistaken, what the program declares ("simgrid: SAYS; REASON").
opinion() {
    local expected
    expected=$(declaration "$1" simgrid)
    expected=${expected%%;*}
    : "${expected:=$3}"
    TMPDIR=$BATS_TEST_TMPDIR launch scripts/dev/opinion "$1" "$2" # programs leave files there that SimGrid cannot open
    [[ $output =~ ^(nothing|found .+|cannot .+)$ ]] || complain "$1: expected an opinion" || return
    [[ $output != cannot* ]] || { echo "$1" >> "$BATS_FILE_TMPDIR/unable" && return; }
    [[ $output =~ ^($expected) ]] || complain "$1 at $2 processes: expected that SimGrid says $expected"
}
