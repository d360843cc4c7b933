# The libraries of small programs for the watcher, and what it is to say of each: tests/programs/stuck gets stuck,
# each in the way that its first comment declares; tests/programs/sound looks as if it did, and must not be
# accused. They are launched by the command `by`, if there is one.

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

expect_explained_at() {
    local file files every wrong=0 count=0
    sample 4 tests/programs/stuck/*.c
    for file in "${files[@]}"; do
        [[ -n $(declared "$file" "$1") ]] || continue
        ((++count))
        explained "$file" "$1" || ((++wrong))
    done
    echo "$count programs, $wrong not explained"
    ((count >= $2 / every && wrong == 0))
}

expect_no_accusation_at() {
    local file files every name wrong=0 count=0
    sample 4 tests/programs/sound/*.c
    for file in "${files[@]}"; do
        [[ " $(sed -n 's/^ \* at: //p' "$file") " == *" $1 "* ]] || continue
        ((++count))
        name=${file##*/} name=${name%.c}
        NP=$1 launch "${by[@]}" scripts/run "$programs/$name"
        echo "$name at $1 processes:"
        { expect_status 0 && expect_silence; } || ((++wrong))
    done
    echo "$count programs, $wrong wrong"
    ((count >= $2 / every && wrong == 0))
}
