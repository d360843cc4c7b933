load helpers

# The watcher, on two libraries of small programs: tests/programs/stuck gets stuck, each in the way that
# its first comment declares; tests/programs/sound looks as if it did, and must not be accused.

programs=$BIN/programs

setup_file() {
    scripts/compile-programs tests/programs/stuck tests/programs/sound
}

# said REPORT: what the report says of each rank, as lines "RANK CALL LINE".
said() {
    local line ranks range rank
    while IFS= read -r line; do
        [[ $line =~ ^'  rank'(s?)' '([0-9, -]+)' '+waits?' in '(MPI_[A-Za-z_]+).*' '([a-z0-9-]+\.c):([0-9]+)' ' ]] || continue
        ranks=${BASH_REMATCH[2]//[, ]/ }
        for range in $ranks; do
            for ((rank = ${range%-*}; rank <= ${range#*-}; rank++)); do
                echo "$rank ${BASH_REMATCH[3]} ${BASH_REMATCH[5]}"
            done
        done
    done <<< "$1" | sort -nu
}

# declared FILE COUNT: the same of what the program declares for this count; nothing if it declares none.
declared() {
    local part ranks call mark range rank
    sed -n "s/^ \* at $2: //p" "$1" | sed 's/; /\n/g' | while read -r ranks call mark; do
        [[ $ranks != circle ]] || continue
        for range in ${ranks//+/ }; do
            for ((rank = ${range%-*}; rank <= ${range#*-}; rank++)); do
                echo "$rank $call $(grep -n "/\* $mark \*/" "$1" | cut -d: -f1)"
            done
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
    LIMIT=10 NP=$2 launch scripts/run "$programs/$name"
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
    local file wrong=0 count=0
    for file in tests/programs/stuck/*.c; do
        [[ -n $(declared "$file" "$1") ]] || continue
        ((++count))
        explained "$file" "$1" || ((++wrong))
    done
    echo "$count programs, $wrong not explained"
    ((count >= $2 && wrong == 0))
}

@test "each deadlock of two ranks is explained" {
    expect_explained_at 2 30
}

@test "each deadlock of three ranks is explained" {
    expect_explained_at 3 10
}

@test "each deadlock of four ranks is explained" {
    expect_explained_at 4 20
}

@test "each deadlock of eight ranks is explained" {
    expect_explained_at 8 5
}

expect_no_accusation_at() {
    local file name wrong=0 count=0
    for file in tests/programs/sound/*.c; do
        [[ " $(sed -n 's/^ \* at: //p' "$file") " == *" $1 "* ]] || continue
        ((++count))
        name=${file##*/} name=${name%.c}
        NP=$1 launch scripts/run "$programs/$name"
        echo "$name at $1 processes:"
        { expect_status 0 && expect_silence; } || ((++wrong))
    done
    echo "$count programs, $wrong wrong"
    ((count >= $2 && wrong == 0))
}

@test "no sound program of one or two ranks is accused" {
    expect_no_accusation_at 1 1
    expect_no_accusation_at 2 25
}

@test "no sound program of three or four ranks is accused" {
    expect_no_accusation_at 3 8
    expect_no_accusation_at 4 20
}

@test "no sound program of eight ranks is accused" {
    expect_no_accusation_at 8 5
}
