# shellcheck shell=bash
# One way to read what is given, and to refuse it. Sourced, never run.

# fail LINE...: says what was wrong and what to type next, and ends with status 2 (bad input).
fail() {
    printf '%s\n' "$@" >&2
    exit 2
}

# whole_number NAME VALUE MOST [WHY]: refuses a value that is no whole number from 1 to MOST.
whole_number() {
    [[ $2 =~ ^[1-9][0-9]{0,8}$ && $2 -le $3 ]] ||
        fail "$1=$2 is not a whole number from 1 to $3${4:-}: give for example $1=$((4 < $3 ? 4 : $3))"
}

# has_room DIRECTORY: whether something can be written there still.
has_room() {
    head -c 1000000 /dev/zero > "$1/room" && rm "$1/room"
} 2> /dev/null

# no_room DIRECTORY: what to say where something in it could not be written.
no_room() {
    fail "Nothing can be written in $1: is there room on the disk?"
}

# fail_in DIRECTORY LINE...: fails as what was tried there says, unless it was for want of room.
fail_in() {
    has_room "$1" || no_room "$1"
    fail "${@:2}"
}

# split_args TEXT: sets the array split to those of ARGS, quoted as for a shell. xargs knows quotes and, unlike
# eval, runs nothing.
split_args() {
    local lines
    split=()
    [[ $1 == *[![:space:]]* ]] || return 0
    lines=$(xargs printf '%s\n' <<< "$1" 2> /dev/null) || fail "ARGS=$1: a quote is open: close it"
    # shellcheck disable=SC2034 # who asks for it reads it
    mapfile -t split <<< "$lines"
}
