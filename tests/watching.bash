# The library of small programs for the watcher, and what it is to say of each: those of tests/programs/stuck get
# stuck, each in the way that its first comment declares. They are launched by the command `by`, if there is one.
# (Right programs, which it must not accuse, are in right.bats.)

programs=$BIN/programs by=()

# each_of RANGES: the numbers of ranges like 0-3, with commas or pluses between, a line each.
each_of() {
    local range number
    for range in ${1//[,+]/ }; do
        for ((number = ${range%-*}; number <= ${range#*-}; number++)); do
            echo "$number"
        done
    done
}

# said REPORT: what the report says of each rank, as lines "RANK CALL LINE".
said() {
    local line rank
    while IFS= read -r line; do
        [[ $line =~ ^'  rank'(s?)' '([0-9, -]+)' '+waits?' in '(MPI_[A-Za-z_]+).*' '([a-z0-9-]+\.c):([0-9]+)' ' ]] || continue
        for rank in $(each_of "${BASH_REMATCH[2]}"); do
            echo "$rank ${BASH_REMATCH[3]} ${BASH_REMATCH[5]}"
        done
    done <<< "$1" | sort -nu
}

# declared FILE COUNT: the same of what the program declares for this count; nothing if it declares none.
declared() {
    local ranks call mark rank
    sed -n "s/^ \* at $2: //p" "$1" | sed 's/; /\n/g' | while read -r ranks call mark; do
        [[ $ranks != circle ]] || continue
        for rank in $(each_of "$ranks"); do
            echo "$rank $call $(grep -n "/\* $mark \*/" "$1" | cut -d: -f1)"
        done
    done | sort -n
}

# What the report says for each hint that a program may declare.
declare -gA hints=(
    [receive-first]='each receives first' [send-first]='each sends first' [tag]='with tag [0-9]+ .*asks for tag'
    [communicator]='on another communicator' [not-reached]='has not come to' [order]='the same order'
    [root]='name the same root|the root, which has not' [ended]='MPI_Finalize|it has ended'
    [no-sender]='for a message that' [too-large]='too large to be buffered' [self]='waits for itself'
)

# explained FILE COUNT: whether its deadlock is told as it declares.
explained() {
    local file=$1 name circle hint
    name=${file##*/} name=${name%.c}
    LIMIT=10 NP=$2 launch "${by[@]}" scripts/run "$programs/$name"
    echo "$name at $2 processes:"
    expect_status 121 || return
    [[ $(said "$errors") == "$(declared "$file" "$2")" ]] ||
        complain "expected of ranks, calls and lines:" "$(declared "$file" "$2")" || return
    circle=$(sed -nE "s/^ \* at $2: .*; circle (.*)/\1/p" "$file")
    if [[ -n $circle && ${#circle} -lt 24 ]]; then
        circle=${circle// / -> rank }
        [[ $errors == *"  circle  rank $circle -> rank ${circle%% *}"* ]] || complain "expected the circle $circle" || return
    fi
    hint=$(sed -n 's/^ \* hint: //p' "$file")
    [[ -v hints[$hint] && $errors =~ ${hints[$hint]} ]] || complain "expected the hint $hint"
}

# stuck_programs: the programs that get stuck; where people wait (TIER=quick), one for each hint.
stuck_programs() {
    local hint
    if [[ ${TIER:-} != quick ]]; then
        printf '%s\n' tests/programs/stuck/*.c
        return
    fi
    for hint in "${!hints[@]}"; do
        grep -lx " \* hint: $hint" tests/programs/stuck/*.c | head -n 1
    done
}

# expect_explained_at COUNT FEWEST: each program that gets stuck at COUNT ranks is explained; there are FEWEST at
# least. Where people wait, each runs at the first of its counts only.
expect_explained_at() {
    local file files every fewest=$2 wrong=0 count=0
    mapfile -t files < <(stuck_programs)
    if [[ ${TIER:-} == quick ]]; then
        ((${#files[@]} == ${#hints[@]})) || complain 'expected a program for each hint' || return
        fewest=0
    else
        sample 4 "${files[@]}"
        fewest=$((fewest / every))
    fi
    for file in "${files[@]}"; do
        [[ -n $(declared "$file" "$1") ]] || continue
        [[ ${TIER:-} != quick || $(sed -nE 's/^ \* at ([0-9]+): .*/\1/p' "$file" | head -n 1) == "$1" ]] || continue
        ((++count))
        explained "$file" "$1" || ((++wrong))
    done
    echo "$count programs, $wrong not explained"
    ((count >= fewest && wrong == 0))
}

# expect_no_accusation_at COUNT FEWEST: no right program is accused at COUNT ranks; there are FEWEST at least.
expect_no_accusation_at() {
    local file files every name wrong=0 count=0
    sample 4 tests/programs/right/*.c
    for file in "${files[@]}"; do
        [[ " $(sed -n 's/^ \* at: //p' "$file") " == *" $1 "* ]] || continue
        ! grep -q '^ \* input: ' "$file" || continue # nothing is launched here with something to read
        ((++count))
        name=${file##*/} name=${name%.c}
        NP=$1 launch "${by[@]}" scripts/run "$programs/$name"
        echo "$name at $1 processes:"
        { expect_status 0 && expect_silence; } || ((++wrong))
    done
    echo "$count programs, $wrong wrong"
    ((count >= $2 / every && wrong == 0))
}
